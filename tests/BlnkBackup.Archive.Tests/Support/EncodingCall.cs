namespace BlnkBackup.Archive.Tests.Support;

/// <summary>One call of the encoding, with defaults for what a test does not care about.</summary>
internal sealed record EncodingCall(Stream Source)
{
    /// <summary>No encoding here takes this long; one that does hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public IArchiveDestination Destination { get; init; } = new RetainingDestination();

    public Action AbandonSource { get; init; } = () => { };

    public Func<TableOfContents, Task<Compression>> Begin { get; init; } = _ => Task.FromResult(Compression.None);

    public IProgress<EncodingProgress>? Progress { get; init; }

    public CancellationToken Cancellation { get; init; }

    public static EncodingCall Of(SampleArchive source) => Of(source.ToBytes());

    public static EncodingCall Of(byte[] source) => new(new MemoryStream(source, writable: false));

    public EncodingCall With(Compression compression) => this with { Begin = _ => Task.FromResult(compression) };

    public Task<WholeArchive> RunAsync() => ArchiveEncoding
        .EncodeAsync(Source, AbandonSource, Destination, Begin, Progress, Cancellation)
        .WaitAsync(Patience, CancellationToken.None);
}
