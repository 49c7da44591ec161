using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class ProgressTests
{
    [Fact]
    public async Task Progress_never_goes_back_and_ends_at_the_whole()
    {
        var progress = new ProgressLog();
        var source = new SampleArchive(16)
            .WithText("one", Samples.Text(9_000_000))
            .WithText("two", Samples.Text(5_000_000))
            .WithLargeObjects([.. Enumerable.Range(1, 3000).Select(oid => new LargeObject((uint)oid, 1, 2, 3))]);

        var whole = await (EncodingCall.Of(source) with { Progress = progress }).With(Compression.FastZstd).RunAsync();

        Assert.Equal(progress.Reports.OrderBy(report => report.RawBytes), progress.Reports);
        Assert.Equal(progress.Reports.OrderBy(report => report.ArchiveBytes), progress.Reports);
        Assert.Equal((whole.RawBytes, whole.Length), (progress.Reports[^1].RawBytes, progress.Reports[^1].ArchiveBytes));
        Assert.Equal(["one", "two", "BLOBS"], progress.Reports.Select(report => report.Entry.Tag).Distinct());
    }

    [Fact]
    public async Task A_large_table_reports_as_it_goes()
    {
        var progress = new ProgressLog();

        await (EncodingCall.Of(new SampleArchive(16).WithText("t", Samples.Text(20_000_000))) with { Progress = progress }).RunAsync();

        Assert.InRange(progress.Reports.Count, 5, 6);
    }

    /// <summary>A slice has room for the heads of so many things and no more, however few their bytes.</summary>
    [Fact]
    public async Task Thousands_of_small_things_are_several_slices()
    {
        var progress = new ProgressLog();
        var objects = Enumerable.Range(1, 5000).Select(oid => new LargeObject((uint)oid));

        await (EncodingCall.Of(new SampleArchive(16).WithLargeObjects([.. objects])) with { Progress = progress }).RunAsync();

        Assert.InRange(progress.Reports.Count, 4, 100);
    }

    [Fact]
    public async Task Where_there_is_no_data_there_is_no_progress()
    {
        var progress = new ProgressLog();

        await (EncodingCall.Of(new SampleArchive(16).WithStatement("SCHEMA", "s")) with { Progress = progress }).RunAsync();

        Assert.Empty(progress.Reports);
    }
}
