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

    private DatabaseSecret(Dictionary<string, string> values) => this.values = values;

    /// <summary>Reads the secret's JSON.</summary>
    /// <exception cref="ConfigurationException">Of neither shape, or of another engine.</exception>
    public static DatabaseSecret Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Problem("its secret is no JSON object; store username and password as RDS does.");
            }

            if (Text(json.RootElement, "engine") is { } engine && !engine.Contains("postgres", StringComparison.Ordinal))
            {
                throw Problem("its secret is not for PostgreSQL; name the secret of the ledger's database.");
            }

            return new DatabaseSecret(
                Fields.Select(field => (field.Variable, Value: Text(json.RootElement, field.Field)))
                    .Where(field => field.Value is not null)
                    .ToDictionary(field => field.Variable, field => field.Value!));
        }
        catch (JsonException)
        {
            // Its message quotes.
            throw Problem("its secret is not JSON; store {\"username\":…,\"password\":…}, or with host, port and dbname too.");
        }
    }

    /// <summary>The configuration of the environment with the secret filled in.</summary>
    /// <exception cref="ConfigurationException">Of the environment's own, or since it says something else than the secret.</exception>
    public BackupConfiguration Configure(Func<string, string?> variable)
    {
        if (!values.ContainsKey("PGPASSWORD"))
        {
            throw Problem("its secret holds no password; store username and password as RDS does.");
        }

        var configuration = BackupConfiguration.Read(name => variable(name) is { Length: > 0 } value ? value : values.GetValueOrDefault(name));
        var contradicted = Fields.Where(field => values.TryGetValue(field.Variable, out var value) && value != Of(configuration.Database, field.Variable)).ToList();
        return contradicted.Count == 0
            ? configuration
            : throw new ConfigurationException([.. contradicted.Select(field =>
                $"{ConfigurationVariables.DatabaseSecretArn.Name}: DATABASE_URL or {field.Variable} gives another {field.Field} than its secret; leave it out there.")]);
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

    private static string? Text(JsonElement secret, string field)
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
            _ => throw Problem($"its secret's {field} is neither text nor a number; store it as RDS does."),
        };
    }

    private static ConfigurationException Problem(string sentence) => new([$"{ConfigurationVariables.DatabaseSecretArn.Name}: {sentence}"]);
}
