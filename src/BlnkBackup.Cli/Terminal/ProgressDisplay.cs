using Spectre.Console;

namespace BlnkBackup.Cli.Terminal;

/// <summary>Shows how far a run is: one line that changes on a terminal, a plain line every few seconds otherwise; on standard error.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs <paramref name="run"/> and shows what it reports.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="describe">A report in words.</param>
    /// <param name="run">What is run.</param>
    public static async Task<TResult> ShowAsync<TReport, TResult>(
        string title, Func<TReport, string> describe, Func<IProgress<TReport>, Task<TResult>> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (console.Profile.Out.IsTerminal)
        {
            return await console.Status().StartAsync(
                Markup.Escape(title),
                status => run(new StatusLine<TReport>(report => status.Status(Markup.Escape($"{title} — {describe(report)}")))))
                .ConfigureAwait(false);
        }

        await Console.Error.WriteLineAsync(title).ConfigureAwait(false);
        return await run(new PlainLines<TReport>(Console.Error, describe, TimeProvider.System)).ConfigureAwait(false);
    }

    // Unlike Progress<T>, tells at once and in order.
    private sealed class StatusLine<TReport>(Action<TReport> tell) : IProgress<TReport>
    {
        public void Report(TReport value) => tell(value);
    }
}
