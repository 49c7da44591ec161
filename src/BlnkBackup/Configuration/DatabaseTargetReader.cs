namespace BlnkBackup.Configuration;

/// <summary>
/// Makes a <see cref="DatabaseTarget"/> of a URL or conninfo string and the PG* variables, and takes note of every problem.
/// No message quotes a value: what was meant as a password may stand anywhere in a mistyped URL.
/// </summary>
sealed class DatabaseTargetReader
{
    readonly VariableReader _variables;
    readonly int _problemsBefore;

    /// <summary>What was given by keyword, and by which variable.</summary>
    readonly SortedDictionary<string, (string Value, string Source)> _given = new(StringComparer.Ordinal);

    DatabaseTargetReader(VariableReader variables) => (_variables, _problemsBefore) = (variables, variables.Problems.Count);

    bool AnyProblem => _variables.Problems.Count > _problemsBefore;

    /// <summary>From DATABASE_URL and its fallbacks; null where there was a problem.</summary>
    public static DatabaseTarget? Read(VariableReader variables)
    {
        var reader = new DatabaseTargetReader(variables);
        var setting = ConfigurationVariables.DatabaseUrl;
        var name = setting.Names.FirstOrDefault(name => variables.Value(name) is not null);
        if (name is not null)
            reader.TakeUrl(name, variables.Exact(name)!);
        reader.FillFromEnvironment();
        if (name is null && !reader.AnyProblem && !reader._given.ContainsKey("host") && !reader._given.ContainsKey("hostaddr"))
            variables.Problem(setting.Name, "is not set; set it to postgres://USER:PASSWORD@HOST:5432/DATABASE "
                + "(BLNK_DATA_SOURCE_DNS, or PGHOST, PGUSER, PGPASSWORD and PGDATABASE do as well).");
        if (!reader.AnyProblem) reader.CheckRootCertificateFindable();
        return reader.Target(name ?? "PGHOST");
    }

    /// <summary>From <paramref name="url"/>; messages call it <paramref name="source"/>. Null where there was a problem.</summary>
    public static DatabaseTarget? FromUrl(string source, string url, VariableReader variables)
    {
        var reader = new DatabaseTargetReader(variables);
        reader.TakeUrl(source, url);
        reader.FillFromEnvironment();
        return reader.Target(source);
    }

    void TakeUrl(string source, string text)
    {
        List<KeyValuePair<string, string>> pairs;
        try
        {
            if (ConnectionUrl.Begins(text.Trim()))
                pairs = ConnectionUrl.Parse(text.Trim());
            else if (text.Split('=')[0] is var first && first.Length < text.Length && !first.Contains("://", StringComparison.Ordinal))
                pairs = ConnectionInfo.Parse(text);
            else
                throw new FormatException("is neither a postgres:// URL nor key=value pairs; "
                    + "write postgres://USER:PASSWORD@HOST:5432/DATABASE.");
        }
        catch (FormatException fault)
        {
            _variables.Problem(source, fault.Message);
            return;
        }
        // An '&', an '@' or a blank that cuts a password in two leaves its tail where a keyword should be.
        var mayBeSecret = text.LastIndexOf('@') > text.IndexOf('?', StringComparison.Ordinal);
        foreach (var (keyword, value) in pairs)
        {
            if (LibpqParameters.Find(keyword) is { } parameter)
                Take(parameter, value, source, parameter.Keyword);
            else
                _variables.Problem(source, (mayBeSecret || !IsWord(keyword)
                    ? "holds a parameter that libpq does not know (not named here, as it may be a piece of a password); "
                    : $"holds the parameter \"{keyword}\", which libpq does not know; ")
                    + "remove it, and write settings of the server into options (-c NAME=VALUE).");
            mayBeSecret |= keyword == "password" && !ConnectionUrl.HasCredentials(text);
        }
    }

    static bool IsWord(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    void FillFromEnvironment()
    {
        foreach (var parameter in LibpqParameters.All)
        {
            if (parameter.Variable is not { } name || _given.ContainsKey(parameter.Keyword)) continue;
            if ((parameter.Keyword == "password" ? _variables.Exact(name) : _variables.Value(name)) is { } value)
                Take(parameter, value, name, "it");
        }
    }

    void Take(LibpqParameter parameter, string value, string source, string called)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            _variables.Problem(source, $"{called} holds a NUL character; remove it.");
        else if (parameter.Use == ParameterUse.Refused)
            _variables.Problem(source, $"{parameter.Keyword} cannot be used: {parameter.Note}.");
        else if (value.Length > 0 && parameter.Fault(value) is { } fault)
            _variables.Problem(source, $"{parameter.Keyword} {fault}.");
        else if (value.Length > 0 && parameter.Use != ParameterUse.Ignored)
            _given[parameter.Keyword] = (value, source);
        else
            _given.Remove(parameter.Keyword);
    }

    /// <summary>In Lambda there is no home directory, so libpq would find no certificates to verify the server's with.</summary>
    void CheckRootCertificateFindable()
    {
        if (Value("sslmode") is "verify-ca" or "verify-full" && Value("sslrootcert") is null && _variables.Value("HOME") is null)
            Fault("sslmode", "sslmode verifies the server's certificate, but nothing says which ones to trust; "
                + "set sslrootcert to a file (for RDS, its CA bundle) or to system.");
    }

    DatabaseTarget? Target(string source)
    {
        if (AnyProblem) return null;
        CheckTls();
        var hosts = HostLists.Read(Value("host"), Value("hostaddr"), Value("port"), fault => Fault(fault.Keyword, fault.Sentence, source));
        var user = Value("user") ?? SystemUser();
        if (user is null) _variables.Problem(source, "names no user, and this process has none by name; give one (user, or PGUSER).");
        if (AnyProblem) return null;

        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (keyword, (value, _)) in _given)
            if (keyword is not ("host" or "hostaddr" or "port" or "dbname" or "user" or "password"))
                parameters[keyword] = value;
        if (hosts!.Addresses is not null) parameters["hostaddr"] = hosts.Addresses;
        if (Value("sslrootcert") == "system")
            (parameters["sslmode"], parameters["sslrootcert"]) = ("verify-full", TrustedCertificates.OfTheSystem());
        return new DatabaseTarget
        {
            Host = hosts.Names,
            Port = hosts.Ports,
            Database = Value("dbname") ?? user!,
            User = user!,
            Password = Value("password"),
            Parameters = parameters,
        };
    }

    /// <summary>What libpq refuses too, before it connects; and one thing that Npgsql cannot do.</summary>
    void CheckTls()
    {
        var mode = Value("sslmode");
        if (Value("sslrootcert") == "system" && mode is not (null or "verify-full"))
            Fault("sslmode", "sslmode must be verify-full where sslrootcert is system.");
        if (Value("sslnegotiation") == "direct" && Value("sslrootcert") != "system" && mode is not ("require" or "verify-ca" or "verify-full"))
            Fault("sslnegotiation", "sslnegotiation is direct, so sslmode must be require, verify-ca or verify-full.");
        if (mode == "verify-full" && Value("host") is not null && Value("hostaddr") is not null)
            Fault("hostaddr", "hostaddr beside host cannot be used with sslmode verify-full: Npgsql verifies the name that it connects to; "
                + "remove hostaddr.");
    }

    string? Value(string keyword) => _given.TryGetValue(keyword, out var given) ? given.Value : null;

    /// <summary>A problem of the variable that gave <paramref name="keyword"/>.</summary>
    void Fault(string keyword, string sentence, string otherwise = "DATABASE_URL") =>
        _variables.Problem(_given.TryGetValue(keyword, out var given) ? given.Source : otherwise, sentence);

    /// <summary>In Lambda the uid has no passwd entry, and so no name.</summary>
    static string? SystemUser() => Environment.UserName is { Length: > 0 } name && name != "?" ? name : null;
}
