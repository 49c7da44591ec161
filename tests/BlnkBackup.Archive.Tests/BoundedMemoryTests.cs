using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class BoundedMemoryTests
{
    private const int SliceBytes = 4 * 1024 * 1024;

    private static readonly int Slices = Environment.ProcessorCount + 3;

    // 300 MB, and more where so many processors have so many slices.
    private static readonly long ManyBytes = SliceBytes * Math.Max(72L, Slices * 4L);

    [Fact]
    public async Task A_source_of_any_size_goes_through_a_fixed_number_of_slices()
    {
        using var source = RepeatingStream.OfRows(ManyBytes);
        using var destination = new LaggingDestination(source, Slices, SliceBytes);

        var whole = await new EncodingCall(source) { Destination = destination }.With(Compression.FastZstd).RunAsync();

        Assert.InRange(whole.RawBytes, ManyBytes / 10 * 9, long.MaxValue);
        Assert.InRange(destination.Writes, Slices * 2, int.MaxValue);
        Assert.InRange(destination.Buffers, 1, Slices);
    }

    [Fact]
    public async Task The_destination_sets_the_pace_of_the_source()
    {
        using var source = RepeatingStream.OfRows(ManyBytes / 2);
        using var destination = new LaggingDestination(source, Slices, SliceBytes);

        await new EncodingCall(source) { Destination = destination }.RunAsync();

        // The reader has a buffer beside its slices.
        Assert.InRange(destination.MostSlicesAhead, Slices, Slices + 1);
    }

    [Fact]
    public async Task A_slice_is_the_destinations_own_until_it_is_taken()
    {
        using var prompt = RepeatingStream.OfRows(10 * SliceBytes);
        using var slow = RepeatingStream.OfRows(10 * SliceBytes);
        using var taking = new LaggingDestination(prompt, slices: 0, SliceBytes);
        using var lagging = new LaggingDestination(slow, Slices, SliceBytes);

        await new EncodingCall(prompt) { Destination = taking }.RunAsync();
        await new EncodingCall(slow) { Destination = lagging }.RunAsync();

        Assert.Equal(taking.Digest(), lagging.Digest());
    }
}
