using System.Threading.Channels;
using BlnkBackup.Archive.Slices;

namespace BlnkBackup.Archive;

/// <summary>
/// Turns an uncompressed archive as it streams into a compressed one with offsets: read by one thread, compressed on all
/// processors, written in order, in constant memory whatever the archive's size.
/// </summary>
public sealed class ArchiveEncoding
{
    private readonly Stream source;
    private readonly Func<TableOfContents, Task<Compression>> begin;
    private readonly SlicePool slices;
    private readonly Channel<ArchiveSlice> ordered = Channel.CreateUnbounded<ArchiveSlice>();
    private readonly TaskCompletionSource<TableOfContents> contents = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool hasReadSource;

    private ArchiveEncoding(Stream source, Func<TableOfContents, Task<Compression>> begin, SlicePool slices)
    {
        this.source = source;
        this.begin = begin;
        this.slices = slices;
    }

    /// <summary>Encodes <paramref name="source"/> into <paramref name="destination"/>.</summary>
    /// <param name="source">What <c>pg_dump -Fc -Z0</c> writes; read, blocking, up to its end.</param>
    /// <param name="abandonSource">Ends a read of the source that waits; called when the encoding fails elsewhere or is cancelled.</param>
    /// <param name="destination">Takes the archive's bytes.</param>
    /// <param name="begin">Called once the table of contents is there; says what to compress with, or refuses by throwing.</param>
    /// <param name="progress">Told after every slice (some MiB).</param>
    /// <param name="cancellation">Ends the encoding.</param>
    /// <returns>The proof that the archive is structurally whole.</returns>
    /// <exception cref="ArchiveFormatException">The source is no archive, is compressed already, or ends too soon.</exception>
    /// <exception cref="ArgumentException">The compression chosen does not fit in the archive's version, or has no such level.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, whatever the abandoned source did then.</exception>
    public static async Task<WholeArchive> EncodeAsync(
        Stream source,
        Action abandonSource,
        IArchiveDestination destination,
        Func<TableOfContents, Task<Compression>> begin,
        IProgress<EncodingProgress>? progress,
        CancellationToken cancellation)
    {
        using var slices = new SlicePool(Environment.ProcessorCount + 3);
        var encoding = new ArchiveEncoding(source, begin, slices);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var abandonment = stop.Token.Register(() => encoding.AbandonIfReading(abandonSource));
        var reading = Task.Factory.StartNew(
            () => encoding.Read(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await encoding.WriteAsync(destination, progress, stop.Token).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (cancellation.IsCancellationRequested)
            {
                // An abandoned source seems to end too soon, or throws; that is the cancellation's doing.
                throw new OperationCanceledException("The encoding was cancelled.", fault, cancellation);
            }

            throw;
        }
        finally
        {
            await reading.ConfigureAwait(false);
        }
    }

    /// <summary>Reads the source to its end or to the first fault, which the writer is given after all that came before it.</summary>
    private void Read(CancellationToken cancellation)
    {
        var started = new List<Task>();
        EncoderPool? encoders = null;
        try
        {
            var reader = new ArchiveReader(source);
            var read = reader.ReadTableOfContents();
            if (read.Header.Algorithm != CompressionAlgorithm.None)
            {
                throw new ArchiveFormatException($"The archive is compressed already ({read.Header.Algorithm}): pg_dump is to write it with -Z0.");
            }

            var compression = begin(read).GetAwaiter().GetResult();
            compression.EnsureWritable(read.Header.Version);
            encoders = new EncoderPool(compression);
            contents.SetResult(read.With(compression));
            foreach (var slice in new ArchiveSlicer(reader, read).Slices(() => slices.Take(cancellation)))
            {
                encoders.Start(slice);
                started.RemoveAll(task => task.IsCompletedSuccessfully);
                started.Add(slice.Encoding);
                ordered.Writer.TryWrite(slice);
            }

            hasReadSource = true;
            ordered.Writer.Complete();
        }
        catch (Exception fault)
        {
            hasReadSource = true;
            contents.TrySetException(fault);
            ordered.Writer.TryComplete(fault);
        }
        finally
        {
            // What was started ends soon by itself; its faults are the writer's to see.
            Task.WhenAll(started).ContinueWith(_ => encoders?.Dispose(), TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }

    private void AbandonIfReading(Action abandonSource)
    {
        if (!hasReadSource)
        {
            abandonSource();
        }
    }

    private async Task<WholeArchive> WriteAsync(
        IArchiveDestination destination, IProgress<EncodingProgress>? progress, CancellationToken cancellation)
    {
        var writer = new ArchiveWriter(await contents.Task.ConfigureAwait(false), destination, progress);
        await writer.WriteContentsAsync(cancellation).ConfigureAwait(false);
        await foreach (var slice in ordered.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await slice.Encoding.ConfigureAwait(false);
            await writer.WriteAsync(slice.Encoded, cancellation).ConfigureAwait(false);
            slices.Return(slice);
        }

        return writer.Finish();
    }
}
