using System.Text.Json.Nodes;
using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

public sealed class EventTests
{
    [Theory]
    [InlineData("get-backup-s3", "/backup-s3")]
    [InlineData("get-backups", "/backups")]
    [InlineData("get-health", "/health")]
    public void A_call_is_an_event_of_a_rest_api(string name, string path)
    {
        var call = Read(name);

        Assert.Equal(path, (string?)call["path"]);
        Assert.Equal("GET", (string?)call["httpMethod"]);
        Assert.Equal("v1", (string?)call["requestContext"]!["stage"]);
    }

    [Fact]
    public void A_scheduled_event_has_the_fields_that_the_template_sends()
    {
        var sent = JsonNode.Parse(Repository.Read("template.yaml").Split('\n').First(line => line.Contains("aws.scheduler.scheduled-time", StringComparison.Ordinal)).Split('\'')[1])!;

        Assert.Equal(sent.AsObject().Select(field => field.Key), Read("scheduled").AsObject().Select(field => field.Key));
    }

    /// <summary>sam local ignores a variable that the template does not name.</summary>
    [Fact]
    public void The_local_environment_sets_only_what_the_template_names()
    {
        var template = Repository.Read("template.yaml");
        Assert.All(
            Read("local-environment")["Parameters"]!.AsObject(),
            variable => Assert.Contains($" {variable.Key}: ", template, StringComparison.Ordinal));
    }

    private static JsonNode Read(string name) => JsonNode.Parse(Repository.Read($"tests/events/{name}.json"))!;
}
