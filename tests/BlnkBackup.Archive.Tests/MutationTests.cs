using BlnkBackup.Archive.Tests.Support;
using CsCheck;

namespace BlnkBackup.Archive.Tests;

/// <summary>A source with a fault is refused, or is an archive that says something else: then exactly that comes out.</summary>
public sealed class MutationTests
{
    private static readonly Gen<byte[]> Sources = Gen.Int[14, 16].Select(minor => Samples.Small(minor).ToBytes());

    [Fact]
    public Task A_changed_byte_is_refused_or_means_what_it_says() =>
        Gen.Select(Sources, Gen.Int[0, int.MaxValue], Gen.Byte).SampleAsync(
            sample => RefusedOrFaithfulAsync(Changed(sample.Item1, sample.Item2 % sample.Item1.Length, sample.Item3)), iter: 1000);

    [Fact]
    public Task A_flipped_bit_is_refused_or_means_what_it_says() =>
        Gen.Select(Sources, Gen.Int[0, int.MaxValue], Gen.Int[0, 7]).SampleAsync(
            sample =>
            {
                var position = sample.Item2 % sample.Item1.Length;
                return RefusedOrFaithfulAsync(Changed(sample.Item1, position, (byte)(sample.Item1[position] ^ (1 << sample.Item3))));
            },
            iter: 1000);

    [Fact]
    public Task A_byte_too_many_is_refused_or_means_what_it_says() =>
        Gen.Select(Sources, Gen.Int[0, int.MaxValue], Gen.Byte).SampleAsync(
            sample =>
            {
                var position = sample.Item2 % (sample.Item1.Length + 1);
                return RefusedOrFaithfulAsync([.. sample.Item1[..position], sample.Item3, .. sample.Item1[position..]]);
            },
            iter: 300);

    [Fact]
    public Task A_byte_too_few_is_refused_or_means_what_it_says() =>
        Gen.Select(Sources, Gen.Int[0, int.MaxValue]).SampleAsync(
            sample =>
            {
                var position = sample.Item2 % sample.Item1.Length;
                return RefusedOrFaithfulAsync([.. sample.Item1[..position], .. sample.Item1[(position + 1)..]]);
            },
            iter: 300);

    private static async Task RefusedOrFaithfulAsync(byte[] source)
    {
        try
        {
            await RoundTrip.OfAsync(source, Compression.FastGzip);
        }
        catch (ArchiveFormatException refusal)
        {
            Assert.InRange(refusal.Offset, -1, source.Length);
        }
    }

    private static byte[] Changed(byte[] source, int position, byte value)
    {
        var changed = (byte[])source.Clone();
        changed[position] = value;
        return changed;
    }
}
