using BlnkBackup.Archive.Tests.Support;
using CsCheck;

namespace BlnkBackup.Archive.Tests;

public sealed class RandomArchiveTests
{
    [Fact]
    public Task Any_small_archive_keeps_its_meaning() =>
        Gen.Select(ArbitraryArchives.Small, ArbitraryArchives.Compression).SampleAsync(KeepsItsMeaningAsync, iter: 400);

    [Fact]
    public Task Any_archive_of_about_a_slice_keeps_its_meaning() =>
        Gen.Select(ArbitraryArchives.Large, ArbitraryArchives.Compression).SampleAsync(KeepsItsMeaningAsync, iter: 12);

    private static Task KeepsItsMeaningAsync((SampleArchive Archive, Compression Compression) sample) => RoundTrip.OfAsync(
        sample.Archive,
        sample.Compression.FitsIn(new ArchiveVersion(1, (byte)sample.Archive.Minor, 0)) ? sample.Compression : Compression.FastGzip);
}
