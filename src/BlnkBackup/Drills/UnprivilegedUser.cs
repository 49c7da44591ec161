using BlnkBackup.Failures;

namespace BlnkBackup.Drills;

/// <summary>PostgreSQL's server refuses to run as root: as root it runs as <c>postgres</c>, or else as <c>nobody</c>.</summary>
internal static class UnprivilegedUser
{
    private const string Users = "/etc/passwd";

    /// <summary>The program with its arguments that runs another as such a user; empty where this process is no root itself.</summary>
    public static IReadOnlyList<string> Command()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return [];
        }

        // name:password:uid:gid:…
        var users = (File.Exists(Users) ? File.ReadLines(Users) : []).Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var user = users.Find(fields => fields[0] == "postgres") ?? users.Find(fields => fields[0] == "nobody") ?? throw new BackupException(
            FailureKind.ConfigurationInvalid,
            "A local PostgreSQL cannot run as root, and there is neither a user postgres nor nobody to run it as.",
            "Run the drill as another user, or give a server (DRILL_DATABASE_URL or --to).");
        return ["setpriv", "--reuid", user[2], "--regid", user[3], "--clear-groups", "--"];
    }
}
