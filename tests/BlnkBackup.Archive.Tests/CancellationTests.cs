using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class CancellationTests
{
    private static readonly SampleArchive Sample = Samples.Small(16);

    /// <summary>Where the source stalls: at the start, in the header, in the contents, before, in and after the blocks.</summary>
    public static TheoryData<int, bool> Stalls
    {
        get
        {
            var stalls = new TheoryData<int, bool>();
            foreach (var throws in new[] { false, true })
            {
                foreach (var bytes in new[]
                {
                    0, 20, Sample.ContentsLength - 1, Sample.ContentsLength, Sample.OffsetOf(0) + 8, Sample.OffsetOf(1),
                    Sample.ToBytes().Length,
                })
                {
                    stalls.Add(bytes, throws);
                }
            }

            return stalls;
        }
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task Cancelling_ends_a_wait_for_the_source(int stalledAt, bool throwsWhenAbandoned)
    {
        using var cancellation = new CancellationTokenSource();
        using var source = new StallingStream(
            Sample.ToBytes()[..stalledAt], throwsWhenAbandoned ? new IOException("The pipe is closed.") : null);
        var run = new EncodingCall(source) { AbandonSource = source.Abandon, Cancellation = cancellation.Token }.RunAsync();
        await source.Stalled;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(1, source.Abandonments);
        Assert.False(source.IsBeingRead);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_for_the_destination()
    {
        using var cancellation = new CancellationTokenSource();
        var waiting = new TaskCompletionSource();
        var run = (EncodingCall.Of(Sample) with
        {
            Cancellation = cancellation.Token,
            Destination = new ScriptedDestination((_, stop) =>
            {
                waiting.TrySetResult();
                return Task.Delay(Timeout.Infinite, stop);
            }),
        }).RunAsync();
        await waiting.Task;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Cancelling_ends_a_reader_that_waits_for_a_slice()
    {
        using var cancellation = new CancellationTokenSource();
        using var source = RepeatingStream.OfRows(1L << 40);
        var run = new EncodingCall(source)
        {
            Cancellation = cancellation.Token,
            Destination = new ScriptedDestination((call, stop) => call == 0 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, stop)),
        }.RunAsync();
        await source.WhenGiven((Environment.ProcessorCount + 3) * 4L * 1024 * 1024);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_for_the_beginning()
    {
        using var cancellation = new CancellationTokenSource();
        var beginning = new TaskCompletionSource();
        var destination = new RetainingDestination();
        var run = (EncodingCall.Of(Sample) with
        {
            Cancellation = cancellation.Token,
            Destination = destination,
            Begin = async _ =>
            {
                beginning.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation.Token);
                return Compression.None;
            },
        }).RunAsync();
        await beginning.Task;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(destination.IsUntouched);
    }

    [Fact]
    public async Task An_encoding_cancelled_before_it_starts_writes_nothing()
    {
        var destination = new RetainingDestination();
        var abandonments = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => (EncodingCall.Of(Sample) with
        {
            Destination = destination,
            AbandonSource = () => abandonments++,
            Cancellation = new CancellationToken(canceled: true),
        }).RunAsync());

        Assert.Equal(1, abandonments);
    }

    [Fact]
    public async Task A_cancelled_encoding_names_the_token_it_was_given()
    {
        using var cancellation = new CancellationTokenSource();
        using var source = new StallingStream(Sample.ToBytes());
        var run = new EncodingCall(source) { AbandonSource = source.Abandon, Cancellation = cancellation.Token }.RunAsync();
        await source.Stalled;
        await cancellation.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.Equal(cancellation.Token, thrown.CancellationToken);
    }
}
