using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using BlnkBackup.Tests.Metrics.Support;
using BlnkBackup.Tests.Notifications.Support;

namespace BlnkBackup.Scenarios.Support;

/// <summary>One backup asked of the service as a process of its own, and everything that it said of it, wherever it said it.</summary>
internal sealed record ToldRun(int Status, string Answer, string Output, string Errors, IReadOnlyList<string> Notices)
{
    /// <summary>All of it.</summary>
    public IEnumerable<string> Everything => [Answer, Output, Errors, .. Notices];

    /// <summary>What standard output holds beyond the service's address: documents of metrics.</summary>
    public IReadOnlyList<MetricDocument> Metrics => [.. Lines(Output).Select(MetricDocument.Parse)];

    /// <summary>The log's summary records: those that have an outcome.</summary>
    public IReadOnlyList<JsonElement> Summaries =>
    [
        .. Lines(Errors).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("State")).Where(state => state.TryGetProperty("Outcome", out _)),
    ];

    public static async Task<ToldRun> OfAsync(Dictionary<string, string> environment, WebhookServer webhook)
    {
        (environment["BACKUP_LOG"], environment["BACKUP_METRICS"], environment["NOTIFY_ON"]) = ("json", "emf", "all");
        environment["NOTIFY_WEBHOOK_URL"] = webhook.Url;
        using var service = CommandLine.Start(environment, "serve", "--urls", "http://127.0.0.1:0");
        var errors = service.StandardError.ReadToEndAsync();
        var line = await service.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await errors);
        var (status, answer) = await AskAsync(line["listening on ".Length..], environment["BLNK_BACKUP_API_KEY"]);
        await EndAsync(service);
        return new ToldRun(status, answer, await service.StandardOutput.ReadToEndAsync(), await errors, webhook.Bodies());
    }

    private static async Task<(int Status, string Answer)> AskAsync(string url, string key)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.GetAsync("/backup-s3");
        return ((int)answer.StatusCode, $"{answer.Headers}{await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task EndAsync(Process service)
    {
        await Shell.RunAsync("kill", ["-TERM", $"{service.Id}"]);
        await service.WaitForExitAsync();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
