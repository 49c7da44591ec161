namespace BlnkBackup.Sandbox.Programs;

/// <summary>PostgreSQL refuses to run as root: as root its programs run as <c>postgres</c>, or else as <c>nobody</c>.</summary>
sealed record UnprivilegedUser(string UserId, string GroupId)
{
    /// <summary>Null when this process is not root, and so needs no other user.</summary>
    public static UnprivilegedUser? Current { get; } = Environment.IsPrivilegedProcess ? Find() : null;

    /// <summary>The command line that runs <paramref name="arguments"/> as the user. It execs, so the process id is the program's own.</summary>
    public static (string Program, IReadOnlyList<string> Arguments) Command(string program, IEnumerable<string> arguments) =>
        Current is not { } user
            ? (program, [.. arguments])
            : ("setpriv", ["--reuid", user.UserId, "--regid", user.GroupId, "--clear-groups", "--", program, .. arguments]);

    public static Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellation = default)
    {
        var command = Command(program, arguments);
        return ChildProgram.RunAsync(command.Program, command.Arguments, environment, cancellation);
    }

    /// <summary>Gives a file or folder made by this process to the user; nothing to do when not root.</summary>
    public static async Task OwnAsync(string path)
    {
        if (Current is { } user)
            await ChildProgram.RunAsync("chown", ["-R", $"{user.UserId}:{user.GroupId}", path]);
    }

    static UnprivilegedUser Find()
    {
        // name:password:uid:gid:…
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var found = users.Find(fields => fields[0] == "postgres") ?? users.Find(fields => fields[0] == "nobody")
            ?? throw new InvalidOperationException("As root, PostgreSQL needs a user postgres or nobody to run as; /etc/passwd has neither.");
        return new UnprivilegedUser(found[2], found[3]);
    }
}
