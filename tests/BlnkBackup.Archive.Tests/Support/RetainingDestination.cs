namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Keeps what it is given, as an object store would: the contents first, replaced at the end.</summary>
internal sealed class RetainingDestination : IArchiveDestination
{
    private readonly List<byte> blocks = [];
    private byte[]? contents;

    /// <summary>Header and table of contents as they came first.</summary>
    public byte[] Contents => contents ?? throw new InvalidOperationException("The contents never came.");

    public bool IsUntouched => contents is null && blocks.Count == 0;

    public long BlockBytes => blocks.Count;

    public ValueTask WriteContentsAsync(ReadOnlyMemory<byte> contents, CancellationToken cancellation)
    {
        Assert.Null(this.contents);
        this.contents = contents.ToArray();
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteBlocksAsync(ReadOnlyMemory<byte> blocks, CancellationToken cancellation)
    {
        Assert.NotNull(contents);
        this.blocks.AddRange(blocks.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>The archive: the final contents in the place of the first, and the blocks.</summary>
    public byte[] Assemble(WholeArchive whole)
    {
        Assert.Equal(Contents.Length, whole.Contents.Length);
        return [.. whole.Contents.Span, .. blocks];
    }
}
