using System.Globalization;
using System.Text.Json.Serialization;
using BlnkBackup.Failures;

namespace BlnkBackup.Retention;

/// <summary>What a prune did, or would do.</summary>
/// <param name="Bucket">Where.</param>
/// <param name="Prefix">Under which prefix of keys.</param>
/// <param name="IsDryRun">True where nothing was removed, only said.</param>
/// <param name="Backups">All backups, newest first.</param>
/// <param name="Warning">What its reader should know all the same; null as a rule.</param>
public sealed record PruneReport(string Bucket, string Prefix, bool IsDryRun, IReadOnlyList<PrunedBackup> Backups, string? Warning)
{
    /// <summary>How many backups are kept.</summary>
    public int Kept => Count(PruneOutcome.Kept);

    /// <summary>How many were removed, or would be in a dry run.</summary>
    public int Removed => Count(PruneOutcome.Removed);

    /// <summary>How many were to be removed and could not be, or not wholly.</summary>
    public int Failed => Count(PruneOutcome.Failed);

    /// <summary>Size in bytes of the dumps that were removed, or would be.</summary>
    public long FreedBytes => Backups.Where(backup => backup.Outcome == PruneOutcome.Removed).Sum(backup => backup.Bytes);

    /// <summary>Names the first backup that could not be removed, and what to do; null where all could.</summary>
    internal BackupException? Failure => Backups.FirstOrDefault(backup => backup.Outcome == PruneOutcome.Failed) is not { } failed
        ? null
        : new BackupException(
            FailureKind.PruneIncomplete,
            string.Create(CultureInfo.InvariantCulture, $"{Failed} of {Failed + Removed} backups could not be removed, {failed.Key} for one: {failed.Reason}"),
            $"Prune wants credentials of its own, with s3:DeleteObject on bucket {Bucket} and its objects, which those of the backup should never have. "
            + "Then prune again: it goes on where it ended, and what was removed in part counts as unfinished, never as a backup.");

    /// <summary>Nothing, unless a backup could not be removed.</summary>
    /// <exception cref="BackupException">Of kind <see cref="FailureKind.PruneIncomplete"/>.</exception>
    public void ThrowIfIncomplete()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    private int Count(PruneOutcome outcome) => Backups.Count(backup => backup.Outcome == outcome);
}

/// <summary>What became of one backup.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Time">When its run started, in UTC.</param>
/// <param name="Bytes">The dump's size.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why.</param>
public sealed record PrunedBackup(string Key, DateTimeOffset Time, long Bytes, PruneOutcome Outcome, string Reason);

/// <summary>What may become of a backup.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PruneOutcome>))]
public enum PruneOutcome
{
    /// <summary>It is kept.</summary>
    [JsonStringEnumMemberName("kept")]
    Kept,

    /// <summary>It was removed, or would be in a dry run.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>It was to be removed, and could not be, or not wholly.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
