using BlnkBackup.Configuration;
using BlnkBackup.Dumping;

namespace BlnkBackup.Scenarios.Support;

/// <summary>A login whose every password ends the one before: whoever connects with a used one is refused.</summary>
public sealed class OneTimePasswords(Scenario scenario, string role) : IDatabaseLogin
{
    public int Given { get; private set; }

    public async Task<DatabaseTarget> NextAsync(DatabaseTarget target, CancellationToken cancellation)
    {
        var password = $"one-time-{++Given}";
        await scenario.Postgres.ExecuteAsync("postgres", $"ALTER ROLE {role} PASSWORD '{password}'");
        return target with { User = role, Password = password };
    }
}
