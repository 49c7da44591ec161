using System.Collections.Concurrent;
using BlnkBackup.Sandbox.Programs;

namespace BlnkBackup.Sandbox.Servers;

/// <summary>
/// initdb takes most of a server's start, so it runs once per installation, password and test process;
/// every server then gets a copy.
/// </summary>
static class ClusterTemplate
{
    static readonly ConcurrentDictionary<(PostgresInstallation, string), Lazy<Task<string>>> Templates = new();

    /// <summary>Makes <paramref name="target"/> a fresh data directory of its own.</summary>
    public static async Task CopyToAsync(PostgresInstallation installation, string password, string target)
    {
        var template = await Templates.GetOrAdd(
            (installation, password), key => new Lazy<Task<string>>(() => InitialiseAsync(key.Item1, key.Item2))).Value;
        await UnprivilegedUser.RunAsync("cp", ["-a", "--reflink=auto", template, target]);
    }

    static async Task<string> InitialiseAsync(PostgresInstallation installation, string password)
    {
        var template = await SandboxDirectory.NewPathAsync($"template-{installation.Major}-");
        var passwordFile = template + ".password";
        await File.WriteAllTextAsync(passwordFile, password + "\n");
        await UnprivilegedUser.RunAsync(
            installation.Program("initdb"),
            [
                "--pgdata", template, "--username", "postgres", "--pwfile", passwordFile, "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--locale", "C", "--no-sync",
            ]);
        return template;
    }
}
