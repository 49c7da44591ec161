using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>
/// Takes each slice only when the reader is as far ahead as it may be, and notes in which buffers the slices come.
/// Its digest is taken after the wait: it is right only if nobody writes to a slice that was given away.
/// </summary>
internal sealed class LaggingDestination(RepeatingStream source, int slices, int sliceBytes) : IArchiveDestination, IDisposable
{
    private readonly HashSet<byte[]> buffers = new(ReferenceEqualityComparer.Instance);
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public int Writes { get; private set; }

    public int Buffers => buffers.Count;

    /// <summary>How far the source was read at most beyond what was written, in slices.</summary>
    public double MostSlicesAhead { get; private set; }

    public string Digest() => Convert.ToHexString(digest.GetCurrentHash());

    public ValueTask WriteContentsAsync(ReadOnlyMemory<byte> contents, CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask WriteBlocksAsync(ReadOnlyMemory<byte> blocks, CancellationToken cancellation)
    {
        await source.WhenGiven((long)(Writes + slices) * sliceBytes);
        MostSlicesAhead = Math.Max(MostSlicesAhead, ((double)source.Given / sliceBytes) - Writes);
        Writes++;
        Assert.True(MemoryMarshal.TryGetArray(blocks, out var segment));
        buffers.Add(segment.Array!);
        digest.AppendData(blocks.Span);
    }

    public void Dispose() => digest.Dispose();
}
