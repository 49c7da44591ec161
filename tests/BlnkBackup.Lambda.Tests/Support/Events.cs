using System.Text.Json.Nodes;

namespace BlnkBackup.Lambda.Tests.Support;

/// <summary>Events as AWS sends them, shortened.</summary>
internal static class Events
{
    /// <summary>What EventBridge sends on a schedule.</summary>
    public const string Scheduled = """
        {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events",
         "account":"111122223333","time":"2026-10-08T16:53:06Z","region":"us-east-1",
         "resources":["arn:aws:events:us-east-1:111122223333:rule/backup"],"detail":{}}
        """;

    /// <summary>A GET that came to a REST API, with these headers.</summary>
    public static string Get(string path, params (string Name, string Value)[] headers) => new JsonObject
    {
        ["resource"] = path,
        ["path"] = path,
        ["httpMethod"] = "GET",
        ["headers"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Name, (JsonNode?)header.Value))),
        ["multiValueHeaders"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Name, (JsonNode?)new JsonArray(header.Value)))),
        ["queryStringParameters"] = null,
        ["requestContext"] = new JsonObject { ["path"] = "/prod" + path, ["stage"] = "prod", ["httpMethod"] = "GET", ["requestId"] = "c6af9ac6" },
        ["body"] = null,
        ["isBase64Encoded"] = false,
    }.ToJsonString();

    /// <summary>The same with the key.</summary>
    public static string GetWithKey(string path) => Get(path, ("X-Blnk-Key", LedgerBackups.ApiKey));
}
