namespace BlnkBackup.Cli.Commands;

/// <summary>The longer texts of the help.</summary>
internal static class CommandText
{
    public const string ExitCodes = """
        Settings come from the environment: see README.md for the table.
        Exit codes: 0 done, 1 unexpected fault, 2 wrong command line, 3 settings, 4 credentials, 5 another backup is running,
        6 dump failed, 7 upload failed, 8 no such backup, 9 restore failed, 130 cancelled (nothing was left behind).
        """;
}
