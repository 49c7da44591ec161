namespace BlnkBackup.Configuration;

/// <summary>How the end of a run is told: by the log, by metrics, by a webhook. Immutable.</summary>
public sealed record ReportSettings
{
    // Lambda sets it in every function; it is no setting of ours.
    const string LambdaFunction = "AWS_LAMBDA_FUNCTION_NAME";

    /// <summary>True where the log is one JSON object a line, false where it is text for people.</summary>
    public bool JsonLog { get; init; }

    /// <summary>True where metrics go to standard output in CloudWatch's embedded metric format.</summary>
    public bool EmbeddedMetrics { get; init; }

    /// <summary>Where notices go; null for nowhere.</summary>
    public WebhookAddress? Webhook { get; init; }

    /// <summary>True where successes and warnings are sent too, false for failures alone.</summary>
    public bool NotifyOfAll { get; init; }

    /// <summary>Reads BACKUP_LOG alone, for commands that need nothing else.</summary>
    /// <param name="variable">The value of an environment variable; null or "" when it is not set.</param>
    /// <returns>As <see cref="JsonLog"/>.</returns>
    /// <exception cref="ConfigurationException">It is neither json nor text.</exception>
    public static bool ReadJsonLog(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new VariableReader(variable);
        var json = ReadJsonLog(variables);
        variables.ThrowIfAnyProblem();
        return json;
    }

    /// <summary>Reads all of it; what is wrong becomes a problem of <paramref name="variables"/>.</summary>
    internal static ReportSettings Read(VariableReader variables) => new()
    {
        JsonLog = ReadJsonLog(variables),
        EmbeddedMetrics = Chosen(variables, ConfigurationVariables.Metrics, "emf", "none", variables.Value(LambdaFunction) is not null),
        Webhook = WebhookAddress.Read(variables),
        NotifyOfAll = Chosen(variables, ConfigurationVariables.NotifyOn, "all", "failure", false),
    };

    static bool ReadJsonLog(VariableReader variables) =>
        Chosen(variables, ConfigurationVariables.Log, "json", "text", variables.Value(LambdaFunction) is not null);

    static bool Chosen(VariableReader variables, ConfigurationVariable setting, string yes, string no, bool otherwise) =>
        variables.OneOf(setting, [yes, no]) is { } word ? word == yes : otherwise;
}
