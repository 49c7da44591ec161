using BlnkBackup.Archive.Slices;

namespace BlnkBackup.Archive.Fuzz;

/// <summary>The stages of <see cref="ArchiveEncoding"/> on one thread: threads take turns by chance, and a fuzzer would learn from chance.</summary>
internal static class StageByStage
{
    // Their buffers are of several MiB: made once.
    private static readonly ArchiveSlice Slice = new();

    /// <exception cref="ArchiveFormatException">The source is no whole archive.</exception>
    public static byte[] Encode(byte[] input, Compression compression)
    {
        using var source = new MemoryStream(input, writable: false);
        var reader = new ArchiveReader(source);
        var contents = reader.ReadTableOfContents();
        if (contents.Header.Algorithm != CompressionAlgorithm.None)
        {
            throw new ArchiveFormatException($"The archive is compressed already ({contents.Header.Algorithm}): pg_dump is to write it with -Z0.");
        }

        using var encoder = new SliceEncoder(compression);
        var destination = new MemoryDestination();
        var writer = new ArchiveWriter(contents.With(compression), destination, progress: null);
        Done(writer.WriteContentsAsync(CancellationToken.None));
        foreach (var slice in new ArchiveSlicer(reader, contents).Slices(Empty))
        {
            encoder.Encode(slice);
            Done(writer.WriteAsync(slice.Encoded, CancellationToken.None));
        }

        return destination.ToBytes(writer.Finish());
    }

    private static ArchiveSlice Empty()
    {
        Slice.Clear();
        return Slice;
    }

    // Nothing here waits for anything.
    private static void Done(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
