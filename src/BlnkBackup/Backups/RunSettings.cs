using BlnkBackup.Configuration;
using BlnkBackup.Secrets;

namespace BlnkBackup.Backups;

/// <summary>What runs are configured with, as long as the secret that it was read from holds. Never printed.</summary>
internal sealed class RunSettings
{
    private readonly string? secret;

    private RunSettings(BackupConfiguration configuration, string? secret)
    {
        Configuration = configuration;
        this.secret = secret;
    }

    public BackupConfiguration Configuration { get; }

    /// <summary>Reads environment and, where DATABASE_SECRET_ARN names one, the secret.</summary>
    public static async Task<RunSettings> ReadAsync(Func<string, string?> variable, ISecretStore secrets, CancellationToken cancellation)
    {
        if (new VariableReader(variable).Value(ConfigurationVariables.DatabaseSecretArn) is not { } id)
        {
            return new RunSettings(BackupConfiguration.Read(variable), null);
        }

        var text = await secrets.ReadAsync(id, cancellation).ConfigureAwait(false);
        return new RunSettings(DatabaseSecret.Parse(text).Configure(variable), text);
    }

    /// <summary>True where these were read from another secret's text than those.</summary>
    public bool DifferFrom(RunSettings those) => secret != those.secret;
}
