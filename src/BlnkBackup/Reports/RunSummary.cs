using System.Collections.ObjectModel;
using Microsoft.Extensions.Logging;

namespace BlnkBackup.Reports;

/// <summary>
/// What is told of a run's end: a sentence for people, and named facts for programs. The state of the log's summary record, whose
/// fields the facts become, and the machine's part of a notice.
/// </summary>
internal sealed class RunSummary : ReadOnlyCollection<KeyValuePair<string, object?>>
{
    private readonly string sentence;

    internal RunSummary(LogLevel level, string sentence, params IList<(string Name, object? Value)> facts)
        : base([.. facts.Where(fact => fact.Value is not null).Select(fact => KeyValuePair.Create(fact.Name, fact.Value))]) =>
        (Level, this.sentence) = (level, sentence);

    /// <summary>How much it matters.</summary>
    public LogLevel Level { get; }

    /// <summary>The sentence.</summary>
    public override string ToString() => sentence;
}
