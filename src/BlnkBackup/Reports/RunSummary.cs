using System.Collections.ObjectModel;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Reports;

/// <summary>
/// What is told of a run's end: a sentence for people, and named facts for programs. The state of the log's summary record, whose
/// fields the facts become, and the machine's part of a notice.
/// </summary>
internal sealed class RunSummary : ReadOnlyCollection<KeyValuePair<string, object?>>
{
    private readonly string sentence;

    private RunSummary(LogLevel level, string sentence, params IList<(string Name, object? Value)> facts)
        : base([.. facts.Where(fact => fact.Value is not null).Select(fact => KeyValuePair.Create(fact.Name, fact.Value))]) =>
        (Level, this.sentence) = (level, sentence);

    /// <summary>How much it matters.</summary>
    public LogLevel Level { get; }

    public static RunSummary Of(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded success => Of(success),
        RunOutcome.Failed failure => new(
            LogLevel.Error, $"Backup of {failure.Database} failed ({failure.Kind}) after {Seconds(outcome)} s: {failure.Reason} {failure.Remedy}",
            [.. Facts("failed", outcome), ("Kind", failure.Kind), ("Reason", failure.Reason), ("Remedy", failure.Remedy)]),
        RunOutcome.GaveWay busy => new(
            LogLevel.Warning, $"Backup of {busy.Database} gave way: {busy.Reason}", [.. Facts("gave_way", outcome), ("Reason", busy.Reason)]),
        _ => new(
            LogLevel.Warning, $"Backup of {outcome.Database} was cancelled after {Seconds(outcome)} s, and left nothing", Facts("cancelled", outcome)),
    };

    /// <summary>The sentence.</summary>
    public override string ToString() => sentence;

    private static RunSummary Of(RunOutcome.Succeeded success)
    {
        var receipt = success.Receipt;
        var ratio = receipt.Bytes == 0 ? 0 : Math.Round((double)receipt.RawBytes / receipt.Bytes, 2);
        var bytesPerSecond = double.IsFinite(success.BytesPerSecond) ? Math.Round(success.BytesPerSecond) : (object?)null;
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"Backup of {receipt.Database} succeeded: {receipt.Key}, {receipt.Rows} rows, {receipt.RawBytes} bytes as {receipt.Bytes}, {Seconds(success)} s");
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
        [("Outcome", word), ("Database", outcome.Database), ("Key", outcome.Key), ("Seconds", Seconds(outcome))];

    private static double Seconds(RunOutcome outcome) => Math.Round(outcome.Duration.TotalSeconds, 3);
}
