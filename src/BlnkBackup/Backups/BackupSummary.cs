using System.Globalization;
using BlnkBackup.Reports;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Backups;

/// <summary>The log's record of a backup's end.</summary>
internal static class BackupSummary
{
    public static RunSummary Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded success => Of(success),
        RunOutcome.Failed failure => new(
            LogLevel.Error, $"{outcome.Subject} failed ({failure.Kind}) after {Seconds(outcome)} s: {failure.Reason} {failure.Remedy}",
            [.. Facts("failed", outcome), ("Kind", failure.Kind), ("Reason", failure.Reason), ("Remedy", failure.Remedy)]),
        RunOutcome.GaveWay busy => new(
            LogLevel.Warning, $"{outcome.Subject} gave way: {busy.Reason}", [.. Facts("gave_way", outcome), ("Reason", busy.Reason)]),
        _ => new(
            LogLevel.Warning, $"{outcome.Subject} was cancelled after {Seconds(outcome)} s, and left nothing", Facts("cancelled", outcome)),
    };

    private static RunSummary Of(RunOutcome.Succeeded success)
    {
        var receipt = success.Receipt;
        var ratio = receipt.Bytes == 0 ? 0 : Math.Round((double)receipt.RawBytes / receipt.Bytes, 2);
        var bytesPerSecond = double.IsFinite(success.BytesPerSecond) ? Math.Round(success.BytesPerSecond) : (object?)null;
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{success.Subject} succeeded: {receipt.Key}, {receipt.Rows} rows, {receipt.RawBytes} bytes as {receipt.Bytes}, {Seconds(success)} s");
        return new RunSummary(
            LogLevel.Information, sentence,
            [
                .. Facts("succeeded", success), ("Bucket", receipt.Bucket), ("Rows", receipt.Rows), ("RawBytes", receipt.RawBytes),
                ("ArchiveBytes", receipt.Bytes), ("Ratio", ratio), ("BytesPerSecond", bytesPerSecond), ("Parts", receipt.Parts),
                ("Compression", $"{receipt.Compression}"), ("ServerVersion", receipt.ServerVersion), ("DumpVersion", receipt.DumpVersion),
                ("Snapshot", receipt.Snapshot), ("Warnings", receipt.Warnings.Length > 0 ? receipt.Warnings : null),
            ]);
    }

    private static (string Name, object? Value)[] Facts(string word, RunOutcome outcome) =>
        [("Outcome", word), ("Database", outcome.Database.Length == 0 ? null : outcome.Database), ("Key", outcome.Key), ("Seconds", Seconds(outcome))];

    private static double Seconds(RunOutcome outcome) => Math.Round(outcome.Duration.TotalSeconds, 3);
}
