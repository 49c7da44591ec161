using System.Buffers;

namespace BlnkBackup.Archive.Fuzz;

/// <summary>Keeps what an encoding writes.</summary>
internal sealed class MemoryDestination : IArchiveDestination
{
    private readonly ArrayBufferWriter<byte> written = new();

    public ValueTask WriteContentsAsync(ReadOnlyMemory<byte> contents, CancellationToken cancellation) => WriteBlocksAsync(contents, cancellation);

    public ValueTask WriteBlocksAsync(ReadOnlyMemory<byte> blocks, CancellationToken cancellation)
    {
        written.Write(blocks.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>The archive, its offsets set.</summary>
    public byte[] ToBytes(WholeArchive whole)
    {
        var bytes = written.WrittenSpan.ToArray();
        return bytes.LongLength == whole.Length
            ? [.. whole.Contents.Span, .. bytes.AsSpan(whole.Contents.Length)]
            : throw new ContractBreach($"{bytes.Length} bytes were written, {whole.Length} are said to be.");
    }
}
