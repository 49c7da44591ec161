using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class SourceFaultTests
{
    private const int SliceBytes = 4 * 1024 * 1024;

    public static TheoryData<int> Cuts => [0, 5, 300, SliceBytes, (2 * SliceBytes) + 400_000];

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task The_fault_of_a_source_comes_out_and_the_source_is_left_as_it_is(int bytesBefore)
    {
        var fault = new IOException("The pipe broke.");
        var whole = new SampleArchive(16).WithText("t", Samples.Text(3 * SliceBytes)).ToBytes();
        var abandonments = 0;

        var thrown = await Assert.ThrowsAsync<IOException>(() => new EncodingCall(new FailingStream(whole[..bytesBefore], fault))
        {
            AbandonSource = () => abandonments++,
        }.With(Compression.FastZstd).RunAsync());

        Assert.Same(fault, thrown);
        Assert.Equal(0, abandonments);
    }

    /// <summary>A pg_dump that failed is to end by itself: stopped, its own exit code would be lost.</summary>
    [Fact]
    public async Task A_source_that_ends_too_soon_is_left_as_it_is()
    {
        var abandonments = 0;

        await Assert.ThrowsAsync<ArchiveFormatException>(() => (EncodingCall.Of(Samples.Varied(16).ToBytes()[..^1]) with
        {
            AbandonSource = () => abandonments++,
        }).RunAsync());

        Assert.Equal(0, abandonments);
    }

    [Fact]
    public async Task What_came_before_the_fault_is_written()
    {
        var whole = new SampleArchive(16).WithText("t", Samples.Text(3 * SliceBytes)).ToBytes();
        var destination = new RetainingDestination();

        await Assert.ThrowsAsync<IOException>(() =>
            new EncodingCall(new FailingStream(whole[..^100], new IOException("Late."))) { Destination = destination }.RunAsync());

        Assert.InRange(destination.BlockBytes, 2 * SliceBytes, 3 * SliceBytes);
    }

    [Fact]
    public async Task A_source_that_ends_well_is_not_abandoned()
    {
        var abandonments = 0;

        await (EncodingCall.Of(Samples.Varied(16)) with { AbandonSource = () => abandonments++ }).RunAsync();

        Assert.Equal(0, abandonments);
    }
}
