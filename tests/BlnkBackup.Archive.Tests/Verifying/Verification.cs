using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>Verifies archives that are in memory.</summary>
internal static class Verification
{
    public static VerifiedArchive Of(byte[] archive) => ArchiveVerification.Verify(new MemoryStream(archive, writable: false));

    public static VerifiedArchive Of(SampleArchive archive) => Of(archive.ToBytes());

    /// <summary>True where no damage is found. With small buffers, since it is asked tens of thousands of times.</summary>
    public static bool FindsNothing(byte[] archive)
    {
        try
        {
            using var source = new MemoryStream(archive, writable: false);
            ArchiveVerification.Verify(new ArchiveInput(source, isStrict: true, bufferBytes: 4096));
            return true;
        }
        catch (ArchiveFormatException damage)
        {
            Assert.InRange(damage.Offset, -1, archive.Length);
            return false;
        }
    }

    public static ArchiveFormatException Refuses(byte[] archive) => Assert.Throws<ArchiveFormatException>(() => Of(archive));

    /// <summary>Asserts what is said of the damage, in these words.</summary>
    public static void Refuses(SampleArchive archive, params string[] words)
    {
        var damage = Refuses(archive.ToBytes());
        Assert.All(words, word => Assert.Contains(word, damage.Message, StringComparison.Ordinal));
    }
}
