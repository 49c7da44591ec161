using System.Text.Json.Serialization;
using BlnkBackup.Failures;
using BlnkBackup.Storage;

namespace BlnkBackup.Freshness;

/// <summary>How old the newest finished backup is.</summary>
/// <param name="State">What that means.</param>
/// <param name="Newest">The newest finished backup; null where there is none.</param>
/// <param name="AgeHours">Hours since its run started; null where there is none.</param>
/// <param name="MaxAgeHours">How many are allowed, without the tolerance for a run under way.</param>
/// <param name="Sentence">All of it in one line.</param>
public sealed record FreshnessReport(FreshnessState State, StoredBackup? Newest, double? AgeHours, int MaxAgeHours, string Sentence)
{
    /// <summary>What a bad judgement is a failure of; null for a good one.</summary>
    internal BackupException? Failure => State == FreshnessState.Fresh ? null : new BackupException(
        State == FreshnessState.Stale ? FailureKind.BackupStale : FailureKind.NoFinishedBackup,
        Sentence,
        "See why scheduled backups did not end well, and run one now: blnk-backup backup.");

    /// <summary>Nothing where the newest backup is fresh.</summary>
    /// <exception cref="BackupException"><see cref="FailureKind.BackupStale"/> or <see cref="FailureKind.NoFinishedBackup"/>.</exception>
    public void ThrowUnlessFresh()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}

/// <summary>What the age of the newest finished backup means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FreshnessState>))]
public enum FreshnessState
{
    /// <summary>It is as new as it should be.</summary>
    [JsonStringEnumMemberName("fresh")]
    Fresh,

    /// <summary>It is too old.</summary>
    [JsonStringEnumMemberName("stale")]
    Stale,

    /// <summary>There is no finished backup at all.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
