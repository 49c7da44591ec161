namespace BlnkBackup.Cli.Terminal;

/// <summary>Progress where there is no terminal: every few seconds the newest report becomes a line, the others are left out.</summary>
internal sealed class PlainLines<TReport>(TextWriter output, Func<TReport, string> describe, TimeProvider clock) : IProgress<TReport>
{
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private long last = clock.GetTimestamp();

    public void Report(TReport value)
    {
        if (clock.GetElapsedTime(last) >= Between)
        {
            last = clock.GetTimestamp();
            output.WriteLine(describe(value));
        }
    }
}
