namespace BlnkBackup.Cli.Tests.Support;

/// <summary>The environment that a program is started in: what a process needs to live, and just what a test adds.</summary>
internal sealed record GivenEnvironment
{
    public const string Key = "K3y-of-the-tests-31415926";
    public const string Password = "hunter2-of-the-ledger";
    public const string SecretAccessKey = "s3cret-of-the-bucket";

    private GivenEnvironment(IReadOnlyDictionary<string, string> variables) => Variables = variables;

    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>No setting at all.</summary>
    public static GivenEnvironment Empty { get; } = new(new Dictionary<string, string>
    {
        ["PATH"] = "/usr/bin:/bin",
        ["HOME"] = AppContext.BaseDirectory,
    });

    /// <summary>A store and nothing else; one that is never reached, unless its endpoint is given.</summary>
    public static GivenEnvironment StoreOnly(Uri? endpoint = null) => Empty
        .With("S3_BACKUP_BUCKET", "ledger-backups")
        .With("AWS_REGION", "eu-central-1")
        .With("S3_ENDPOINT", (endpoint ?? new Uri("http://127.0.0.1:1")).ToString())
        .With("AWS_ACCESS_KEY_ID", "AKIATEST")
        .With("AWS_SECRET_ACCESS_KEY", SecretAccessKey);

    /// <summary>All that a backup needs; of a database at this port of this machine.</summary>
    public static GivenEnvironment WithDatabaseAt(int port) =>
        StoreOnly().With("DATABASE_URL", $"postgres://ledger:{Password}@127.0.0.1:{port}/blnk");

    /// <summary>All that the service needs; its database refuses every connection.</summary>
    public static GivenEnvironment Enough => WithDatabaseAt(1).With("BLNK_BACKUP_API_KEY", Key);

    public GivenEnvironment With(string name, string value) => new(new Dictionary<string, string>(Variables) { [name] = value });
}
