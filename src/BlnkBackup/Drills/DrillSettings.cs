using BlnkBackup.Configuration;
using BlnkBackup.Secrets;

namespace BlnkBackup.Drills;

/// <summary>What a drill needs to know beforehand: nothing of the database that was backed up. Never printed.</summary>
internal sealed class DrillSettings
{
    private const string ConnectTo = "postgres";

    /// <summary>Where the backups are.</summary>
    public required ObjectStore Store { get; init; }

    /// <summary>The scratch server; null to start one here.</summary>
    public DatabaseTarget? Server { get; init; }

    /// <summary>The folder that holds MAJOR/pg_restore.</summary>
    public required string PgBinDirectory { get; init; }

    /// <summary>How a drill's end is told.</summary>
    public required ReportSettings Reports { get; init; }

    /// <summary>Reads environment and, where DRILL_DATABASE_SECRET_ARN names one, the secret.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <param name="secrets">Where the secret is.</param>
    /// <param name="to">The server's URL in place of DRILL_DATABASE_URL's; null for that.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ConfigurationException">Lists every problem.</exception>
    public static async Task<DrillSettings> ReadAsync(
        Func<string, string?> variable, ISecretStore secrets, string? to, CancellationToken cancellation)
    {
        var variables = new VariableReader(variable);
        var store = ObjectStoreReader.Read(variables);
        var pgBinDirectory = variables.Value(ConfigurationVariables.PgBinDirectory) ?? "/opt/bin";
        var reports = ReportSettings.Read(variables);
        var (source, url) = to is null ? (ConfigurationVariables.DrillDatabaseUrl.Name, variables.Value(ConfigurationVariables.DrillDatabaseUrl)) : ("--to", to);
        var secretId = variables.Value(ConfigurationVariables.DrillDatabaseSecretArn);
        variables.ThrowIfAnyProblem();

        var secret = secretId is null
            ? null
            : DatabaseSecret.Parse(await secrets.ReadAsync(secretId, cancellation).ConfigureAwait(false), ConfigurationVariables.DrillDatabaseSecretArn.Name);
        return new DrillSettings
        {
            Store = store!,
            Server = url is null && secret is null ? null : ServerOf(source, url, secret),
            PgBinDirectory = pgBinDirectory,
            Reports = reports,
        };
    }

    /// <summary>The PG* variables are those of the database that is backed up: they fill in nothing here.</summary>
    private static DatabaseTarget ServerOf(string source, string? url, DatabaseSecret? secret)
    {
        var variables = new VariableReader(name => secret?.Value(name) ?? (name == "PGDATABASE" ? ConnectTo : null));
        var server = DatabaseTargetReader.FromUrl(source, url ?? "postgres://", variables);
        variables.ThrowIfAnyProblem();
        secret?.EnsureAgreedBy(server!, source);
        return server!;
    }
}
