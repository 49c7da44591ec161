using System.CommandLine;
using System.Runtime.InteropServices;
using BlnkBackup.Cli.Commands;

var root = new RootCommand("Backs a Blnk ledger (a PostgreSQL database) up into S3, one proved archive a run, and restores it.")
{
    BackupCommand.Create(),
    ListCommand.Create(),
    RestoreCommand.Create(),
    VerifyCommand.Create(),
    PruneCommand.Create(),
    FreshnessCommand.Create(),
    ServeCommand.Create(),
};
root.Description += Environment.NewLine + Environment.NewLine + CommandText.ExitCodes;

// SIGINT and SIGTERM cancel the command. Taken here, before it begins: System.CommandLine takes them only once it has begun.
// Not disposed: the signal may still be on its way here when others who take it have ended the command.
var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// A command that was cancelled has this long to abort its upload and end its pg_dump.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(90) };
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction
    ? Usage(parsed)
    : await parsed.InvokeAsync(invocation, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

static int Usage(ParseResult parsed)
{
    // The help that follows what is wrong is no result, and so not for standard output.
    parsed.Invoke(new InvocationConfiguration { Output = Console.Error });
    return (int)ExitCode.Usage;
}
