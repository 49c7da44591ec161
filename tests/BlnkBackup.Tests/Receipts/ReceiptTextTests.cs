using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlnkBackup.Receipts;
using BlnkBackup.Tests.Architecture.Support;
using BlnkBackup.Tests.Support;

namespace BlnkBackup.Tests.Receipts;

public sealed class ReceiptTextTests
{
    private static readonly ReceiptDocument Sample = SampleReceipt.Of(new ReceiptEntry(7, ReceiptEntry.Table, "blnk", "balances", 12, 340, 99, "00000000000000ff"));

    [Fact]
    public void What_was_written_is_read() => Assert.Equal(ReceiptText.Of(Sample), ReceiptText.Of(ReceiptText.Read(ReceiptText.Of(Sample))));

    [Fact]
    public void Its_fields_are_those_of_the_documented_schema()
    {
        var documented = Repository.Read("docs/receipt.md").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(Fields(Json()).Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_documented_example_is_a_receipt()
    {
        var text = Repository.Read("docs/receipt.md").Split("```json\n")[1].Split("```")[0];
        Assert.Equal("blnk.balances", $"{ReceiptText.Read(Encoding.UTF8.GetBytes(text)).Entries[0]}");
    }

    [Fact]
    public void What_is_unknown_is_left_out()
    {
        var json = Json();
        json["later"] = new JsonObject();
        json["entries"]![0]!["later"] = 1;
        Assert.Equal(ReceiptText.Of(Sample), ReceiptText.Of(Read(json)));
    }

    [Fact]
    public void What_is_missing_is_damage() => Assert.All(Json().Select(field => field.Key), field =>
    {
        var json = Json();
        json.Remove(field);
        Assert.Throws<JsonException>(() => Read(json));
    });

    [Theory]
    [InlineData("bytes", "\"many\"")]
    [InlineData("entries", "null")]
    [InlineData("key", "null")]
    [InlineData("version", "\"1\"")]
    [InlineData("version", "1.5")]
    public void What_is_of_another_kind_is_damage(string field, string value)
    {
        var json = Json();
        json[field] = JsonNode.Parse(value);
        Assert.Throws<JsonException>(() => Read(json));
    }

    [Fact]
    public void Another_version_is_said_to_be_one()
    {
        var json = Json();
        json["version"] = 2;
        Assert.Contains("of version 2", Assert.Throws<NotSupportedException>(() => Read(json)).Message, StringComparison.Ordinal);
    }

    private static JsonObject Json() => JsonNode.Parse(ReceiptText.Of(Sample))!.AsObject();

    private static ReceiptDocument Read(JsonObject json) => ReceiptText.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));

    // "figures" has names of its own.
    private static IEnumerable<string> Fields(JsonNode? node, string path = "") => node switch
    {
        JsonObject fields when !path.EndsWith("figures.", StringComparison.Ordinal) =>
            fields.SelectMany(field => Fields(field.Value, $"{path}{field.Key}.").Prepend(path + field.Key)),
        JsonArray items => items.SelectMany(item => Fields(item, path)),
        _ => [],
    };
}
