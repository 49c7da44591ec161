using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class DestinationFaultTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_fault_of_a_destination_comes_out_and_the_source_is_abandoned(int failingCall)
    {
        var fault = new IOException("The part was refused.");
        using var source = new StallingStream(new SampleArchive(16).WithText("t", Samples.Text(12_000_000)).ToBytes()[..11_000_000]);

        var thrown = await Assert.ThrowsAsync<IOException>(() => new EncodingCall(source)
        {
            AbandonSource = source.Abandon,
            Destination = new ScriptedDestination(async (call, _) =>
            {
                if (call == failingCall)
                {
                    await source.Stalled;
                    throw fault;
                }
            }),
        }.RunAsync());

        Assert.Same(fault, thrown);
        Assert.Equal(1, source.Abandonments);
        Assert.False(source.IsBeingRead);
    }

    [Fact]
    public async Task A_destination_that_fails_late_ends_a_reader_that_waits_for_it()
    {
        using var source = RepeatingStream.OfRows(1L << 40);
        var fault = new IOException("The upload is gone.");

        var thrown = await Assert.ThrowsAsync<IOException>(() => new EncodingCall(source)
        {
            Destination = new ScriptedDestination(async (call, _) =>
            {
                if (call == 1)
                {
                    await source.WhenGiven((Environment.ProcessorCount + 3) * 4L * 1024 * 1024);
                    throw fault;
                }
            }),
        }.With(Compression.FastZstd).RunAsync());

        Assert.Same(fault, thrown);
    }

    [Fact]
    public async Task A_destination_that_fails_asynchronously_is_heard()
    {
        var thrown = await Assert.ThrowsAsync<IOException>(() => (EncodingCall.Of(Samples.Varied(16)) with
        {
            Destination = new ScriptedDestination(async (_, _) =>
            {
                await Task.Yield();
                throw new IOException("Later.");
            }),
        }).RunAsync());

        Assert.Equal("Later.", thrown.Message);
    }
}
