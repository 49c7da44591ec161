using System.Text.Json;
using Amazon.S3.Model;
using BlnkBackup.Drills;
using BlnkBackup.Secrets;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlnkBackup.Scenarios.Support;

/// <summary>Drills of a scenario's backups, on its own server unless told otherwise.</summary>
public static class Drilled
{
    /// <summary>Where a scenario's drills go.</summary>
    public static Dictionary<string, string> EnvironmentOf(Scenario scenario, RestorePrograms? programs = null)
    {
        var environment = CommandLine.EnvironmentOf(scenario);
        environment["DRILL_DATABASE_URL"] = scenario.Postgres.Url("postgres");
        environment["PG_BIN_DIR"] = programs?.Folder ?? environment["PG_BIN_DIR"];
        return environment;
    }

    public static Task<DrillResult> RunAsync(
        IReadOnlyDictionary<string, string> environment, DrillSample? sample = null, IProgress<DrillProgress>? progress = null,
        TimeSpan? timeLeft = null, CancellationToken cancellation = default)
    {
        string? Variable(string name) => environment.GetValueOrDefault(name);
        var job = new DrillJob(Variable, new EnvironmentSecretStore(Variable), TimeProvider.System, NullLogger.Instance);
        return job.RunAsync(new DrillRequest(Sample: sample), progress, timeLeft, cancellation);
    }

    /// <summary>The reports that lie beside a scenario's backups.</summary>
    public static async Task<IReadOnlyList<DrillReport>> ReportsAsync(Scenario scenario)
    {
        var listed = await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket });
        var reports = new List<DrillReport>();
        foreach (var key in listed.S3Objects.Select(stored => stored.Key).Where(key => key.Contains(".drill-", StringComparison.Ordinal)))
        {
            Assert.Matches(@"^ledger/blnk_backup_\d{8}_\d{6}\.drill-\d{8}_\d{6}\.json$", key);
            using var answer = await scenario.S3.GetObjectAsync(scenario.Bucket, key);
            reports.Add((await JsonSerializer.DeserializeAsync(answer.ResponseStream, DrillJson.Default.DrillReport))!);
        }

        return reports;
    }

    /// <summary>The databases of drills on a scenario's server.</summary>
    public static async Task<string> DatabasesAsync(Scenario scenario) => await scenario.Postgres.ScalarAsync<string>(
        "postgres", "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE 'blnk_drill_%'") ?? "";
}
