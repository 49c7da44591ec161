using System.Text.Json.Nodes;
using BlnkBackup.Template.Tests.Support;

namespace BlnkBackup.Template.Tests;

[Collection(nameof(TransformedTemplate))]
public sealed class ApiTests(TransformedTemplate template)
{
    private JsonNode Paths => template.Properties("Api")["Body"]!["paths"]!;

    [PythonTheory]
    [InlineData("/backup-s3")]
    [InlineData("/backups")]
    [InlineData("/backups/latest")]
    [InlineData("/health")]
    public void An_answer_is_streamed_so_that_it_may_take_15_minutes(string path)
    {
        var integration = Integration(path, "get");

        Assert.EndsWith("/2021-11-15/functions/${ApiFunction.Arn}/response-streaming-invocations", (string?)integration["uri"]!["Fn::Sub"], StringComparison.Ordinal);
        Assert.Equal("STREAM", (string?)integration["responseTransferMode"]);
        Assert.Equal(900_000, (int)integration["timeoutInMillis"]!);
        Assert.Equal("aws_proxy", (string?)integration["type"]);
    }

    [PythonFact]
    public void Nothing_else_is_served() =>
        Assert.Equal(
            ["/backup-s3 get", "/backups get", "/backups post", "/backups/latest get", "/health get"],
            Paths.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{path.Key} {method.Key}")).Order(StringComparer.Ordinal));

    [PythonFact]
    public void An_execution_is_started_without_code_by_who_signs_for_it()
    {
        var integration = Integration("/backups", "post");

        Assert.Equal("aws", (string?)integration["type"]);
        Assert.EndsWith("states:action/StartExecution", (string?)integration["uri"]!["Fn::Sub"], StringComparison.Ordinal);
        Assert.Equal("sigv4", Assert.Single(Assert.Single(Paths["/backups"]!["post"]!["security"]!.AsArray())!.AsObject()).Key);
        Assert.Equal("awsSigv4", (string?)template.Properties("Api")["Body"]!["components"]!["securitySchemes"]!["sigv4"]!["x-amazon-apigateway-authtype"]);
        Assert.Contains("execution_arn", (string?)Success(integration)["responseTemplates"]!["application/json"], StringComparison.Ordinal);
        Assert.Equal("202", (string?)Success(integration)["statusCode"]);
    }

    [PythonFact]
    public void It_may_start_RunBackup_and_nothing_else() =>
        Assert.Equal([new("states:StartExecution", """{"Ref":"RunBackup"}""")], Permission.OfRole(template, "ApiStartsBackups"));

    [PythonFact]
    public void It_is_regional_and_throttled_and_notes_each_call()
    {
        var stage = Assert.Single(template.OfType("AWS::ApiGateway::Stage")).Value["Properties"]!;
        var settings = Assert.Single(stage["MethodSettings"]!.AsArray())!;

        Assert.Equal("REGIONAL", (string?)template.Properties("Api")["EndpointConfiguration"]!["Types"]![0]);
        Assert.Equal(5, (int)settings["ThrottlingRateLimit"]!);
        Assert.Equal("LogsAccess", (string?)stage["AccessLogSetting"]!["Fn::If"]![0]);
    }

    private JsonNode Integration(string path, string method) => Paths[path]![method]!["x-amazon-apigateway-integration"]!;

    private static JsonNode Success(JsonNode integration) => integration["responses"]!["default"]!;
}
