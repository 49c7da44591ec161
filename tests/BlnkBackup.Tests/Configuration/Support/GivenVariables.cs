using System.Collections;

namespace BlnkBackup.Tests.Configuration.Support;

/// <summary>An environment that holds just what a test puts into it.</summary>
sealed class GivenVariables : IEnumerable<KeyValuePair<string, string>>
{
    readonly Dictionary<string, string> _values = [];

    /// <summary>The least that a backup needs.</summary>
    public static GivenVariables Enough => new()
    {
        ["DATABASE_URL"] = "postgres://ledger:secret@db.example/blnk",
        ["S3_BACKUP_BUCKET"] = "ledger-backups",
        ["AWS_REGION"] = "eu-central-1",
    };

    public string this[string name]
    {
        set => _values[name] = value;
    }

    public GivenVariables With(string name, string value)
    {
        _values[name] = value;
        return this;
    }

    public GivenVariables Without(string name)
    {
        _values.Remove(name);
        return this;
    }

    public string? Lookup(string name) => _values.GetValueOrDefault(name);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
