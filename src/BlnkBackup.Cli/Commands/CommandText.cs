namespace BlnkBackup.Cli.Commands;

/// <summary>The longer texts of the help.</summary>
internal static class CommandText
{
    public const string ExitCodes = """
        Settings come from the environment: see README.md for the table.
        Exit codes: 0 done, 1 unexpected fault, 2 wrong command line, 3 settings, 4 credentials, 5 another backup is running,
        6 dump failed, 7 upload failed, 8 no such backup, 9 restore failed, 10 backup damaged, 11 store unreadable,
        12 deadline passed, 13 newest backup too old, 14 no finished backup, 15 prune incomplete,
        130 cancelled (nothing was left behind).
        """;

    /// <summary>One line: the help wraps it where the terminal ends.</summary>
    public const string Pruned =
        "Remove the backups that no rule keeps: the newest of each day, week and month stays for RETENTION_DAILY_DAYS, RETENTION_WEEKLY_DAYS and "
        + "RETENTION_MONTHLY_DAYS, counted back from the newest finished backup, which always stays. Needs s3:DeleteObject, which a backup never has.";

    /// <summary>One line: the help wraps it where the terminal ends.</summary>
    public const string Freshness = "Print how old the newest finished backup is; exit with 0 if it is fresh, 13 if it is too old, 14 if there is none.";

    /// <summary>One line: the help wraps it where the terminal ends.</summary>
    public const string Verified =
        "A stored backup's key, 'latest', or a file's path; a file of that name wins. Of a stored backup every cut and every changed bit is "
        + "found, by its receipt and the CRC-32 that was noted when it was stored. A plain file comes without: there every cut is found, and every changed bit "
        + "of rows that carry checksums (our zstd, any gzip), but not one in the text, times and numbers of the header and the table of "
        + "contents that nothing in the format protects. Rows without compression, or in pg_dump's own zstd or lz4, carry no checksums.";
}
