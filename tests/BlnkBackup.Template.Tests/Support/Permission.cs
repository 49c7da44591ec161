using System.Text.Json.Nodes;

namespace BlnkBackup.Template.Tests.Support;

/// <summary>One action that a statement allows, on a resource written as the template has it.</summary>
sealed record Permission(string Action, string Resource)
{
    /// <summary>All that the role of a function or another role is allowed, by this template's own policies.</summary>
    public static IReadOnlyList<Permission> OfRole(TransformedTemplate template, string role)
    {
        var properties = template.Properties(role);
        var attached = Items(properties["ManagedPolicyArns"])
            .SelectMany(Alternatives)
            .OfType<JsonObject>()
            .Where(policy => policy.ContainsKey("Ref"))
            .Select(policy => template.Properties((string)policy["Ref"]!)["PolicyDocument"]!);
        var inline = Items(properties["Policies"]).Select(policy => policy!["PolicyDocument"]!);
        return [.. attached.Concat(inline).SelectMany(OfDocument)];
    }

    public static IEnumerable<Permission> OfDocument(JsonNode document) =>
        from statement in Items(document["Statement"]).SelectMany(Alternatives)
        where (string?)statement["Effect"] == "Allow"
        from action in Items(statement[nameof(Action)])
        from resource in Items(statement[nameof(Resource)]).SelectMany(Alternatives)
        select new Permission((string)action!, resource.ToJsonString());

    /// <summary>What it may be: both sides of a condition.</summary>
    private static IEnumerable<JsonNode> Alternatives(JsonNode? node) =>
        node is not JsonObject item ? node is null ? [] : [node]
        : item["Fn::If"] is JsonArray sides ? sides.Skip(1).SelectMany(Alternatives)
        : (string?)item["Ref"] == "AWS::NoValue" ? Enumerable.Empty<JsonNode>()
        : [node];

    private static IEnumerable<JsonNode> Items(JsonNode? node) =>
        node is JsonArray several ? several.OfType<JsonNode>() : node is null ? Enumerable.Empty<JsonNode>() : Enumerable.Repeat(node, 1);
}
