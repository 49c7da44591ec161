namespace BlnkBackup.Archive;

/// <summary>Where an archive's bytes go, in order. The first of them, header and table of contents, are given again at the end.</summary>
public interface IArchiveDestination
{
    /// <summary>Takes the header and table of contents as they stand before the offsets are known; the first call.</summary>
    /// <remarks>They are to be kept: <see cref="WholeArchive.Contents"/> replaces them, of the same length, at the end.</remarks>
    ValueTask WriteContentsAsync(ReadOnlyMemory<byte> contents, CancellationToken cancellation);

    /// <summary>Takes the next bytes of the blocks; the memory is the caller's again when the task ends.</summary>
    ValueTask WriteBlocksAsync(ReadOnlyMemory<byte> blocks, CancellationToken cancellation);
}
