using BlnkBackup.Archive;

namespace BlnkBackup.Dumping;

/// <summary>
/// The law: an upload is completed only against this, and this comes only from an archive that is structurally whole and from a
/// pg_dump that exited with 0.
/// </summary>
internal sealed class ProvedArchive
{
    private ProvedArchive(WholeArchive archive) => Archive = archive;

    public WholeArchive Archive { get; }

    public static ProvedArchive From(WholeArchive archive, CleanExit exit)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(exit);
        return new ProvedArchive(archive);
    }
}
