using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlnkBackup.Tests.Metrics.Support;

/// <summary>A document of the embedded metric format, read by the rules of CloudWatch's user guide alone.</summary>
internal sealed partial record MetricDocument(JsonElement Root, IReadOnlyDictionary<string, double> Values, IReadOnlyList<string[]> DimensionSets)
{
    public static MetricDocument Parse(string line)
    {
        var root = JsonDocument.Parse(line).RootElement;
        var metadata = root.GetProperty("_aws");
        Assert.Equal(["CloudWatchMetrics", "Timestamp"], Members(metadata));
        Assert.True(metadata.GetProperty("Timestamp").TryGetInt64(out _));
        var directive = Assert.Single(metadata.GetProperty("CloudWatchMetrics").EnumerateArray());
        Assert.Equal(["Dimensions", "Metrics", "Namespace"], Members(directive));
        Assert.Equal("BlnkBackup", directive.GetProperty("Namespace").GetString());

        string[][] dimensions =
            [.. directive.GetProperty("Dimensions").EnumerateArray().Select(set => set.EnumerateArray().Select(name => name.GetString()!).ToArray())];
        Assert.NotEmpty(dimensions);
        Assert.All(dimensions, set => Assert.InRange(set.Length, 0, 30));
        Assert.All(dimensions.SelectMany(set => set), name => Assert.Matches(@"^(?!:)[\x20-\x7e]{1,1024}$", root.GetProperty(name).GetString()));

        JsonElement[] metrics = [.. directive.GetProperty("Metrics").EnumerateArray()];
        Assert.InRange(metrics.Length, 1, 100);
        Assert.All(metrics, metric => Assert.Equal(["Name", "Unit"], Members(metric)));
        Assert.All(metrics, metric => Assert.Matches(Unit(), metric.GetProperty("Unit").GetString()));
        var values = metrics.Select(metric => metric.GetProperty("Name").GetString()!).ToDictionary(name => name, name => root.GetProperty(name).GetDouble());
        return new MetricDocument(root, values, dimensions);
    }

    public string? UnitOf(string metric) => Root.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").EnumerateArray()
        .Single(one => one.GetProperty("Name").GetString() == metric).GetProperty("Unit").GetString();

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    [GeneratedRegex("^((Seconds|Microseconds|Milliseconds|Percent|None)|((Kilo|Mega|Giga|Tera)?(B|b)(ytes|its)|Bytes|Bits|Count)(/Second)?)$")]
    private static partial Regex Unit();
}
