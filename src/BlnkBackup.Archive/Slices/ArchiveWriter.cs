namespace BlnkBackup.Archive.Slices;

/// <summary>Joins encoded slices to an archive, notes where each block starts, and proves the whole at the end.</summary>
internal sealed class ArchiveWriter(TableOfContents contents, IArchiveDestination destination, IProgress<EncodingProgress>? progress)
{
    private readonly Dictionary<int, TocEntry> awaited =
        contents.Entries.Where(entry => entry.HasBlock).ToDictionary(entry => entry.DumpId);

    private readonly List<ArchivedEntry> written = [];
    private long length;
    private long rawBytes;
    private long lines;
    private long blockRawBytes;
    private ulong blockCrc64;
    private uint adler;

    public async ValueTask WriteContentsAsync(CancellationToken cancellation)
    {
        await destination.WriteContentsAsync(contents.Bytes, cancellation).ConfigureAwait(false);
        length = contents.Length;
    }

    public async ValueTask WriteAsync(EncodedSlice slice, CancellationToken cancellation)
    {
        foreach (var mark in slice.Marks)
        {
            if (mark.BlockDumpId != 0)
            {
                EndBlock();
                StartBlock(mark.BlockDumpId, length + mark.Position);
            }
            else
            {
                TakeContent(slice, mark);
            }
        }

        await destination.WriteBlocksAsync(slice.Bytes, cancellation).ConfigureAwait(false);
        length += slice.Bytes.Length;
        if (written.Count > 0)
        {
            progress?.Report(new EncodingProgress(written[^1].Entry, rawBytes, length));
        }
    }

    /// <summary>The proof; throws where an entry's block is missing.</summary>
    public WholeArchive Finish()
    {
        EndBlock();
        if (awaited.Count > 0)
        {
            throw new ArchiveFormatException(
                $"The archive ends at byte {length} without the blocks of {awaited.Count} entries, {awaited.Values.First()} among them.");
        }

        return new WholeArchive(contents, length, written);
    }

    private void StartBlock(int dumpId, long offset)
    {
        if (!awaited.Remove(dumpId, out var entry))
        {
            throw new ArchiveFormatException(offset, "one block an entry", $"another block for dump id {dumpId}");
        }

        written.Add(new ArchivedEntry(entry, offset, 0, 0, Crc64.Empty));
        lines = 0;
        blockRawBytes = 0;
        blockCrc64 = Crc64.Empty;
    }

    private void EndBlock()
    {
        if (written.Count > 0)
        {
            var rows = written[^1].Entry.HoldsLargeObjects ? 0 : lines - CopyTextTail.TerminatorLines;
            written[^1] = written[^1] with { Rows = rows, RawBytes = blockRawBytes, Crc64 = blockCrc64 };
        }
    }

    private void TakeContent(EncodedSlice slice, Mark content)
    {
        rawBytes += content.RawBytes;
        blockRawBytes += content.RawBytes;
        blockCrc64 = Crc64.Combine(blockCrc64, content.Crc64, content.RawBytes);
        lines += content.Lines;
        adler = Adler32.Combine(content.StartsContent ? Adler32.Empty : adler, content.Frame.Adler32, content.RawBytes);
        if (content.Frame.EndsWithAdler32)
        {
            slice.PatchBigEndian(content.Position, adler);
        }
    }
}
