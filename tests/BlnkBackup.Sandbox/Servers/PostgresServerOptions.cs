namespace BlnkBackup.Sandbox;

/// <summary>How a throwaway server differs from the default one.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>Lines of postgresql.conf, such as <c>["max_locks_per_transaction"] = "256"</c>; they win over the sandbox's own.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Offer TLS, with a certificate for 127.0.0.1 and localhost by an authority of the server's own.</summary>
    public bool Tls { get; init; }

    /// <summary>Refuse TCP connections without TLS; implies <see cref="Tls"/>.</summary>
    public bool RequireTls { get; init; }

    /// <summary>The superuser's password. The default holds what breaks naive URL and shell building.</summary>
    public string Password { get; init; } = "p@ss:w/rd %41";
}
