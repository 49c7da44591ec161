using BlnkBackup.Failures;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>What goes wrong with pg_dump and the database.</summary>
public static class DumpFaults
{
    private const string OfPgDump = "application_name = 'pg_dump'";
    private const string OfOurs = "application_name = 'blnk-backup'";

    public static Fault Drawn(Draw draw) => draw.Number(0, 7) switch
    {
        0 => Wrapped("pg_dump killed at a byte", $"\"$pg_dump\" \"$@\" | head -c {draw.Magnitude(FaultDatabase.LargeBytes)}; kill -KILL $$"),
        1 => Wrapped("pg_dump exits 1 after its last byte", "\"$pg_dump\" \"$@\"; echo 'pg_dump: error: at the very end' >&2; exit 1"),
        2 => draw.Chance(0.5)
            ? Hanging(Wrapped("pg_dump hangs after its last byte", "\"$pg_dump\" \"$@\"; exec >&-; exec sleep 600"), draw)
            : Hanging(Struck(draw, "pg_dump hangs (SIGSTOP)", (run, _) => OurProcesses.Signal(run.Database, "STOP")), draw),
        3 or 4 => Struck(draw, $"pg_dump gets SIG{draw.Of("KILL", "TERM", "SEGV")}", (run, name) => OurProcesses.Signal(run.Database, name[^4..])),
        5 => Struck(draw, "pg_dump's statement cancelled", (run, _) => run.ToBackendsAsync("pg_cancel_backend", OfPgDump)),
        6 => draw.Chance(0.5)
            ? Struck(draw, "pg_dump's backend terminated", (run, _) => run.ToBackendsAsync("pg_terminate_backend", OfPgDump))
            : Struck(draw, "our own session terminated", (run, _) => run.ToBackendsAsync("pg_terminate_backend", OfOurs)),
        _ => Changing(draw),
    };

    /// <summary>The fault of a server of one's own: it is restarted under the run.</summary>
    public static Fault Restart(Draw draw)
    {
        var mode = draw.Of(Sandbox.ShutdownMode.Fast, Sandbox.ShutdownMode.Immediate);
        return Struck(draw, $"server restarted ({mode})", (run, _) => run.Scenario.Postgres.RestartAsync(mode));
    }

    // The marker is written with the change: whoever sees the marker sees the change, and nobody else may.
    private static Fault Changing(Draw draw)
    {
        var change = draw.Of(
            "TRUNCATE victim", "DROP TABLE victim", "ALTER TABLE victim ALTER a TYPE bigint", "DELETE FROM victim", "ALTER TABLE victim ADD b int DEFAULT random()");
        return Struck(draw, change, (run, name) => run.Scenario.Postgres.ExecuteAsync(run.Database.Name, $"BEGIN; INSERT INTO marker VALUES (1); {name}; COMMIT")) with
        {
            Changes = true,
        };
    }

    private static Fault Wrapped(string name, string script) => new(name, run => run.Wrap(script))
    {
        Wraps = true,
        Forbids = true,
        Kinds = [FailureKind.DumpFailed],
    };

    // Struck at any moment, or too late.
    private static Fault Struck(Draw draw, string name, Func<FaultRun, string, Task> strike)
    {
        var moment = Moment.Drawn(draw);
        return new Fault(name, run => run.Strike(moment, () => strike(run, name))) { Kinds = [FailureKind.DumpFailed] };
    }

    // What hangs is ended by the run's deadline.
    private static Fault Hanging(Fault fault, Draw draw)
    {
        var deadline = Moment.AfterTime(draw.Number(300, 2_000));
        return fault with
        {
            Name = $"{fault.Name}, and the deadline",
            Cancels = true,
            Arm = run =>
            {
                fault.Arm(run);
                run.Strike(deadline, run.Cancel);
            },
        };
    }
}
