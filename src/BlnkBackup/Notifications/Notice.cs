namespace BlnkBackup.Notifications;

/// <summary>What somebody is told outside of the log: of a backup, a drill or a check of freshness. It holds no secret.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Title">One line.</param>
/// <param name="Lines">What else there is to say to people.</param>
/// <param name="Facts">The same for programs, named in PascalCase: strings, whole numbers, finite numbers, truths.</param>
internal sealed record Notice(
    NoticeSeverity Severity, string Title, IReadOnlyList<string> Lines, IReadOnlyList<KeyValuePair<string, object?>> Facts);

/// <summary>How much a notice matters, rising.</summary>
internal enum NoticeSeverity
{
    /// <summary>All is well.</summary>
    Success,

    /// <summary>Worth knowing; nobody has to do anything.</summary>
    Warning,

    /// <summary>Somebody has to do something: a backup failed.</summary>
    Failure,

    /// <summary>Somebody has to do something now: there is no good backup, as after a failed drill or when the newest is stale.</summary>
    Critical,
}
