using System.Text.Json.Nodes;
using BlnkBackup.Secrets;

namespace BlnkBackup.Scenarios.Support;

/// <summary>A role that may read everything, and its secret, as RDS manages them: rotated, both change.</summary>
public sealed class ManagedRole : ISecretStore
{
    private readonly Scenario scenario;
    private int version = 1;

    private ManagedRole(Scenario scenario) => this.scenario = scenario;

    public string Name { get; } = $"managed_{Guid.NewGuid():N}";

    public string Password => $"p@ss/{version}";

    /// <summary>How often the secret was read.</summary>
    public int Reads { get; private set; }

    /// <summary>Rotates whenever the secret is read, just before.</summary>
    public bool RotatesBeforeReads { get; set; }

    public static async Task<ManagedRole> CreateAsync(Scenario scenario)
    {
        var role = new ManagedRole(scenario);
        await scenario.Postgres.ExecuteAsync(
            "postgres", $"CREATE ROLE {role.Name} LOGIN PASSWORD '{role.Password}'; GRANT pg_read_all_data TO {role.Name}");
        return role;
    }

    /// <summary>The environment of a job whose database has this secret.</summary>
    public Dictionary<string, string> Environment()
    {
        var environment = CommandLine.EnvironmentOf(scenario);
        environment["DATABASE_URL"] = $"postgres://{scenario.Postgres.Host}:{scenario.Postgres.Port}/{scenario.Database}";
        environment["DATABASE_SECRET_ARN"] = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!db-1";
        return environment;
    }

    public Task RotateAsync() => ChangeAsync(version + 1);

    /// <summary>Changes the password behind the secret's back.</summary>
    public Task LockOutAsync() => scenario.Postgres.ExecuteAsync("postgres", $"ALTER ROLE {Name} PASSWORD 'of somebody else'");

    public async Task<string> ReadAsync(string id, CancellationToken cancellation)
    {
        if (RotatesBeforeReads)
        {
            await RotateAsync();
        }

        Reads++;
        return new JsonObject { ["username"] = Name, ["password"] = Password }.ToJsonString();
    }

    private async Task ChangeAsync(int next)
    {
        version = next;
        await scenario.Postgres.ExecuteAsync("postgres", $"ALTER ROLE {Name} PASSWORD '{Password}'");
    }
}
