using BlnkBackup.Metrics;
using BlnkBackup.Notifications;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Reports;

/// <summary>A run's end, as it is told.</summary>
/// <param name="Summary">To the log.</param>
/// <param name="Notice">To the webhook.</param>
/// <param name="Measure">To the metrics; null for nothing.</param>
internal sealed record RunEnd(RunSummary Summary, Notice Notice, Action<BackupMetrics>? Measure = null)
{
    /// <summary>One that nobody has to see to.</summary>
    /// <param name="title">In a line.</param>
    /// <param name="sentence">In full.</param>
    /// <param name="warning">What to know all the same; null as a rule.</param>
    /// <param name="facts">The same for programs.</param>
    public static RunEnd Good(string title, string sentence, string? warning, params IEnumerable<(string Name, object? Value)> facts)
    {
        var summary = new RunSummary(
            warning is null ? LogLevel.Information : LogLevel.Warning,
            warning is null ? sentence : $"{sentence}. {warning}",
            [.. facts, ("Warnings", warning)]);
        return new RunEnd(summary, new Notice(warning is null ? NoticeSeverity.Success : NoticeSeverity.Warning, title, [$"{summary}"], summary));
    }

    /// <summary>One that somebody has to see to.</summary>
    /// <param name="severity">How soon.</param>
    /// <param name="title">In a line.</param>
    /// <param name="fault">Why.</param>
    /// <param name="facts">What else programs should know.</param>
    public static RunEnd Bad(NoticeSeverity severity, string title, RunFault fault, params IEnumerable<(string Name, object? Value)> facts)
    {
        var summary = new RunSummary(
            LogLevel.Error, $"{title} ({fault.Kind}): {fault.Reason} {fault.Remedy}",
            [.. facts, ("Kind", fault.Kind), ("Reason", fault.Reason), ("Remedy", fault.Remedy)]);
        return new RunEnd(summary, new Notice(severity, title, [$"{fault.Kind}: {fault.Reason}", fault.Remedy], summary));
    }

    /// <summary>One that somebody asked for.</summary>
    public static RunEnd Cancelled(string title, params IEnumerable<(string Name, object? Value)> facts)
    {
        var summary = new RunSummary(LogLevel.Warning, title, [.. facts]);
        return new RunEnd(summary, new Notice(NoticeSeverity.Warning, title, [], summary));
    }
}
