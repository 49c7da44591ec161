using System.Net;
using System.Text.Json;
using BlnkBackup.Api.Tests.Support;

namespace BlnkBackup.Api.Tests;

/// <summary>The OpenAPI document says what the service does.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public async Task The_description_is_open_and_is_JSON()
    {
        await using var api = await ApiHost.StartAsync();
        var answer = await api.SendAsync(HttpMethod.Get, "/openapi.json");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.StartsWith("3.", answer.At("openapi"), StringComparison.Ordinal);
        Assert.Equal("BlnkBackup", answer.At("info", "title"));
    }

    [Fact]
    public async Task Every_path_is_listed_and_only_with_GET()
    {
        var paths = (await DescriptionAsync()).GetProperty("paths");
        Assert.Equal(["/backup-s3", "/backups", "/backups/latest", "/health"], Names(paths).Order(StringComparer.Ordinal));
        Assert.All(paths.EnumerateObject(), path => Assert.Equal(["get"], Names(path.Value)));
    }

    [Theory]
    [InlineData("/backup-s3", "200 400 401 409 500 503 504")]
    [InlineData("/backups", "200 400 401 500")]
    [InlineData("/backups/latest", "200 400 401 500 503")]
    [InlineData("/health", "200")]
    public async Task Every_status_is_listed(string path, string statuses)
    {
        var operation = Operation(await DescriptionAsync(), path);
        Assert.Equal(statuses.Split(' '), Names(operation.GetProperty("responses")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Both_ways_to_show_the_key_are_listed()
    {
        var description = await DescriptionAsync();
        var schemes = description.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("http bearer", $"{Text(schemes, "Bearer", "type")} {Text(schemes, "Bearer", "scheme")}");
        Assert.Equal(
            "apiKey header X-Blnk-Key",
            $"{Text(schemes, "X-Blnk-Key", "type")} {Text(schemes, "X-Blnk-Key", "in")} {Text(schemes, "X-Blnk-Key", "name")}");
        Assert.Equal(["Bearer", "X-Blnk-Key"], description.GetProperty("security").EnumerateArray().SelectMany(Names));
    }

    [Fact]
    public async Task What_is_open_is_described_as_open_and_the_rest_is_not()
    {
        var description = await DescriptionAsync();
        Assert.Equal(0, Operation(description, "/health").GetProperty("security").GetArrayLength());
        Assert.False(Operation(description, "/backup-s3").TryGetProperty("security", out _));
        Assert.False(Operation(description, "/backups").TryGetProperty("security", out _));
    }

    [Theory]
    [InlineData("/backup-s3", "400", "#/components/schemas/ErrorBody")]
    [InlineData("/backup-s3", "401", "#/components/schemas/ErrorBody")]
    [InlineData("/backup-s3", "409", "#/components/schemas/ErrorBody")]
    [InlineData("/backup-s3", "500", "#/components/schemas/ErrorBody")]
    [InlineData("/backups", "200", "#/components/schemas/BackupListBody")]
    [InlineData("/backups/latest", "200", "#/components/schemas/LatestBackupBody")]
    [InlineData("/backups/latest", "503", "#/components/schemas/ErrorBody")]
    [InlineData("/health", "200", "#/components/schemas/Health")]
    public async Task Every_body_has_its_schema(string path, string status, string reference)
    {
        var content = Operation(await DescriptionAsync(), path).GetProperty("responses").GetProperty(status).GetProperty("content");
        Assert.Equal(reference, Text(content, "application/json", "schema", "$ref"));
    }

    [Fact]
    public async Task The_schemas_name_the_fields_as_the_bodies_do()
    {
        var schemas = (await DescriptionAsync()).GetProperty("components").GetProperty("schemas");
        Assert.Equal(["error", "error_detail"], Properties(schemas, "ErrorBody"));
        Assert.Equal(["code", "message", "details"], Properties(schemas, "ErrorObject"));
        Assert.Equal(["kind", "reason", "remedy"], Properties(schemas, "ErrorDetails"));
        Assert.Equal(["key", "time", "bytes", "storage_class", "finished"], Properties(schemas, "BackupBody"));
        Assert.Equal(["key", "time", "bytes", "storage_class", "age_hours", "max_age_hours"], Properties(schemas, "LatestBackupBody"));
    }

    private static async Task<JsonElement> DescriptionAsync()
    {
        await using var api = await ApiHost.StartAsync();
        return (await api.SendAsync(HttpMethod.Get, "/openapi.json")).Json;
    }

    private static JsonElement Operation(JsonElement description, string path) =>
        description.GetProperty("paths").GetProperty(path).GetProperty("get");

    private static IEnumerable<string> Properties(JsonElement schemas, string name) => Names(schemas.GetProperty(name).GetProperty("properties"));

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static string? Text(JsonElement element, params string[] path) =>
        path.Aggregate(element, (inner, name) => inner.GetProperty(name)).GetString();
}
