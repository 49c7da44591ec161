using System.Text;
using BlnkBackup.Cli.Terminal;
using Microsoft.Extensions.Time.Testing;

namespace BlnkBackup.Cli.Tests;

public sealed class PlainLinesTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly StringBuilder output = new();

    [Fact]
    public void A_run_that_is_soon_over_prints_no_progress()
    {
        var lines = Lines();
        lines.Report(1);
        clock.Advance(PlainLines<long>.Between - TimeSpan.FromTicks(1));
        lines.Report(2);
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public void After_each_interval_the_next_report_is_one_plain_line()
    {
        var lines = Lines();
        for (var report = 1; report <= 6; report++)
        {
            clock.Advance(PlainLines<long>.Between / 2);
            lines.Report(report);
        }

        Assert.Equal("2 [bytes]\n4 [bytes]\n6 [bytes]\n", output.ToString());
    }

    private PlainLines<long> Lines() => new(new StringWriter(output), bytes => $"{bytes} [bytes]", clock);
}
