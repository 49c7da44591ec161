using System.CommandLine;
using BlnkBackup.Cli.Commands;

var root = new RootCommand("Backs a Blnk ledger (a PostgreSQL database) up into S3, one proved archive a run, and restores it.")
{
    BackupCommand.Create(),
    ListCommand.Create(),
    RestoreCommand.Create(),
    ServeCommand.Create(),
};
root.Description += Environment.NewLine + Environment.NewLine + CommandText.ExitCodes;

// SIGINT and SIGTERM cancel the command; it then has this long to abort its upload and end its pg_dump.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(90) };
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction
    ? Usage(parsed, invocation)
    : await parsed.InvokeAsync(invocation);

static int Usage(ParseResult parsed, InvocationConfiguration invocation)
{
    parsed.Invoke(invocation);
    return (int)ExitCode.Usage;
}
