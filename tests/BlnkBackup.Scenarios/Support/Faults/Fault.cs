using BlnkBackup.Failures;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>One fault of a run.</summary>
/// <param name="Name">What the tally counts it under.</param>
/// <param name="Arm">Makes ready what is to happen before the run begins.</param>
public sealed record Fault(string Name, Action<FaultRun> Arm)
{
    /// <summary>It passes, by retries or by itself: alone, or among others that pass, it must not end the run.</summary>
    public bool Passes { get; init; }

    /// <summary>What kinds of failure it may end the run with.</summary>
    public IReadOnlyList<FailureKind> Kinds { get; init; } = [];

    /// <summary>It cancels the run.</summary>
    public bool Cancels { get; init; }

    /// <summary>It takes S3's answers away when the run wants to know what became of its upload.</summary>
    public bool LeavesUnknown { get; init; }

    /// <summary>It keeps the receipt from being written: an archive without one may remain, and the message must say so.</summary>
    public bool LeavesUnfinished { get; init; }

    /// <summary>No run that it falls on may be a success: to call it one would be false.</summary>
    public bool Forbids { get; init; }

    /// <summary>It puts a program in pg_dump's place; there is room for one.</summary>
    public bool Wraps { get; init; }

    /// <summary>It changes the table that is there to be changed; one such fault a run.</summary>
    public bool Changes { get; init; }
}
