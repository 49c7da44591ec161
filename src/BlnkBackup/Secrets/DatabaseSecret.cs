using System.Text.Json;
using BlnkBackup.Configuration;

namespace BlnkBackup.Secrets;

/// <summary>
/// A database's secret, in either shape of AWS Secrets Manager: username and password alone (managed by RDS), or with engine, host,
/// port and dbname too. It fills in libpq's variables, so that all checking stays in the configuration's readers. Never printed.
/// </summary>
internal sealed class DatabaseSecret
{
    private static readonly (string Field, string Variable)[] Fields =
        [("username", "PGUSER"), ("password", "PGPASSWORD"), ("host", "PGHOST"), ("port", "PGPORT"), ("dbname", "PGDATABASE")];

    private readonly Dictionary<string, string> values;
    private readonly string setting;

    private DatabaseSecret(Dictionary<string, string> values, string setting) => (this.values, this.setting) = (values, setting);

    /// <summary>Reads the secret's JSON.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="setting">The variable that names the secret, for messages; null for DATABASE_SECRET_ARN.</param>
    /// <exception cref="ConfigurationException">Of neither shape, or of another engine.</exception>
    public static DatabaseSecret Parse(string text, string? setting = null)
    {
        setting ??= ConfigurationVariables.DatabaseSecretArn.Name;
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Problem(setting, "its secret is no JSON object; store username and password as RDS does.");
            }

            if (Text(json.RootElement, "engine", setting) is { } engine && !engine.Contains("postgres", StringComparison.Ordinal))
            {
                throw Problem(setting, "its secret is not for PostgreSQL; name the secret of the ledger's database.");
            }

            return new DatabaseSecret(
                Fields.Select(field => (field.Variable, Value: Text(json.RootElement, field.Field, setting)))
                    .Where(field => field.Value is not null)
                    .ToDictionary(field => field.Variable, field => field.Value!),
                setting);
        }
        catch (JsonException)
        {
            // Its message quotes.
            throw Problem(setting, "its secret is not JSON; store {\"username\":…,\"password\":…}, or with host, port and dbname too.");
        }
    }

    /// <summary>The configuration of the environment with the secret filled in.</summary>
    /// <exception cref="ConfigurationException">Of the environment's own, or since it says something else than the secret.</exception>
    public BackupConfiguration Configure(Func<string, string?> variable)
    {
        if (!values.ContainsKey("PGPASSWORD"))
        {
            throw Problem(setting, "its secret holds no password; store username and password as RDS does.");
        }

        var configuration = BackupConfiguration.Read(name => variable(name) is { Length: > 0 } value ? value : values.GetValueOrDefault(name));
        EnsureAgreedBy(configuration.Database, "DATABASE_URL");
        return configuration;
    }

    /// <summary>What the secret says in place of a variable of libpq's; null where it says nothing.</summary>
    public string? Value(string variable) => values.GetValueOrDefault(variable);

    /// <summary>Makes sure that nothing else was said than the secret says.</summary>
    /// <param name="database">What was understood of both.</param>
    /// <param name="url">The URL's variable, for messages.</param>
    /// <exception cref="ConfigurationException">It was, and in what.</exception>
    public void EnsureAgreedBy(DatabaseTarget database, string url)
    {
        var contradicted = Fields.Where(field => values.TryGetValue(field.Variable, out var value) && value != Of(database, field.Variable)).ToList();
        if (contradicted.Count > 0)
        {
            throw new ConfigurationException([.. contradicted.Select(field =>
                $"{setting}: {url} or {field.Variable} gives another {field.Field} than its secret; leave it out there.")]);
        }
    }

    /// <summary>Says that there is a secret, not which.</summary>
    public override string ToString() => "a database's secret";

    private static string? Of(DatabaseTarget target, string variable) => variable switch
    {
        "PGUSER" => target.User,
        "PGPASSWORD" => target.Password,
        "PGHOST" => target.Host,
        "PGPORT" => target.Port,
        _ => target.Database,
    };

    private static string? Text(JsonElement secret, string field, string setting)
    {
        if (!secret.TryGetProperty(field, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String or JsonValueKind.Null => null,
            _ => throw Problem(setting, $"its secret's {field} is neither text nor a number; store it as RDS does."),
        };
    }

    private static ConfigurationException Problem(string setting, string sentence) => new([$"{setting}: {sentence}"]);
}
