using BlnkBackup.Configuration;
using BlnkBackup.Failures;

namespace BlnkBackup.Reports;

/// <summary>Why a run failed, fit to be told: no secret.</summary>
/// <param name="Kind">The name of a <see cref="FailureKind"/>, or <c>Unexpected</c>.</param>
/// <param name="Reason">What failed.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record RunFault(string Kind, string Reason, string Remedy)
{
    public static RunFault Of(Exception fault) => fault switch
    {
        BackupException failure => new($"{failure.Kind}", failure.Message, failure.Remedy),
        ConfigurationException wrong => new(nameof(FailureKind.ConfigurationInvalid), wrong.Message, "Correct the settings that are named."),

        // What an unforeseen exception says may hold anything, a secret too.
        _ => new("Unexpected", $"An unexpected fault: {fault.GetType().Name}.", "Look into the log, and please report it."),
    };
}
