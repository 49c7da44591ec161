using BlnkBackup.Archive.Verifying;

namespace BlnkBackup.Archive;

/// <summary>Reads a whole archive, ours or pg_dump's own, and checks all that the format lets one check; in constant memory.</summary>
/// <remarks>
/// Header and table of contents say only what pg_dump writes; every entry that has data has exactly one block, of its type, at its
/// offset where that is set; every chunk, zlib stream, zstd and lz4 frame is whole, decompresses and has its checksum; COPY text
/// ends in its terminator and not before; large objects are those that the table of contents names; nothing follows the last block but,
/// in a file that pg_dump itself wrote, the table of contents once more.
/// What nothing in the format protects can change unseen: see <see cref="VerifiedArchive.HasContentChecksums"/>, and the texts of
/// header and table of contents.
/// </remarks>
public static class ArchiveVerification
{
    /// <summary>Verifies an archive.</summary>
    /// <param name="source">The archive; read, blocking, to its end. Its own exceptions pass through.</param>
    /// <returns>What the archive holds.</returns>
    /// <exception cref="ArchiveFormatException">It is damaged: in which table's block and at which byte, as far as can be said.</exception>
    public static VerifiedArchive Verify(Stream source) => Verify(new ArchiveInput(source, isStrict: true));

    internal static VerifiedArchive Verify(ArchiveInput input)
    {
        var reader = new ArchiveReader(input);
        var contents = reader.ReadTableOfContents();
        var largeObjects = new NamedLargeObjects();
        ContentsCheck.Ensure(contents, largeObjects);

        using var decompression = Decompressions.Of(contents.Header.Algorithm);
        var awaited = new AwaitedBlocks(contents);
        var verified = new List<VerifiedEntry>();
        while (!AppendedContents.ComeNext(input, awaited) && reader.TryReadBlock(out var block))
        {
            var entry = awaited.Take(block);
            try
            {
                verified.Add(new BlockCheck(reader, decompression, largeObjects).Read(entry, block.Offset));
            }
            catch (ArchiveFormatException damage)
            {
                throw damage.In(entry);
            }
        }

        awaited.EnsureNone(reader.Position);
        largeObjects.EnsureAllSeen();
        AppendedContents.EnsureNothingElse(input, contents, verified);
        return new VerifiedArchive(contents.Header, reader.Position, verified, decompression.ChecksContent);
    }
}
