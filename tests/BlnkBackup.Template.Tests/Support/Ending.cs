using System.Text.Json.Nodes;

namespace BlnkBackup.Template.Tests.Support;

/// <summary>How an execution ended, and what it called on the way.</summary>
sealed record Ending(JsonNode Facts)
{
    public string Status => (string)Facts["status"]!;

    public JsonNode? Output => Facts["output"];

    public string? Error => (string?)Facts["error"];

    public string? Cause => (string?)Facts["cause"];

    /// <summary>What was called, in order; waits before a retry left out.</summary>
    public IEnumerable<string> Calls => Names.Where(name => name != "wait");

    public int Waits => Names.Count(name => name == "wait");

    private IEnumerable<string> Names => Facts["calls"]!.AsArray().Select(call => (string)call!["call"]!);
}
