using System.Text.Json.Nodes;

namespace BlnkBackup.Template.Tests.Support;

/// <summary>The template as CloudFormation sees it, after the serverless transform.</summary>
public sealed class TransformedTemplate : IAsyncLifetime
{
    private JsonNode template = new JsonObject();

    public JsonObject Resources => template[nameof(Resources)]!.AsObject();

    public JsonObject Parameters => template[nameof(Parameters)]!.AsObject();

    public JsonObject Outputs => template[nameof(Outputs)]!.AsObject();

    public JsonNode Properties(string resource) => Resources[resource]?["Properties"] ?? throw new KeyNotFoundException(resource);

    /// <summary>The resources of a type, by name.</summary>
    public IReadOnlyDictionary<string, JsonNode> OfType(string type) =>
        Resources.Where(resource => (string?)resource.Value!["Type"] == type).ToDictionary(resource => resource.Key, resource => resource.Value!);

    public async Task InitializeAsync()
    {
        if (Python.Missing is null)
            template = JsonNode.Parse(await Python.RunAsync(Python.Script("transform.py"), Repository.PathOf("template.yaml")))!;
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>One transform for all who ask.</summary>
[CollectionDefinition(nameof(TransformedTemplate))]
public sealed class TransformedTemplates : ICollectionFixture<TransformedTemplate>;
