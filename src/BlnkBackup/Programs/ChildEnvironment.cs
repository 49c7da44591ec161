using System.Collections;

namespace BlnkBackup.Programs;

/// <summary>
/// The environment a child program gets: what it needs to find itself, its certificates and its home, and what it is given;
/// none of our own settings, keys and secrets.
/// </summary>
internal static class ChildEnvironment
{
    private static readonly string[] PassedOn =
    [
        "PATH", "HOME", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR", "OPENSSL_CONF", "KRB5_CONFIG", "KRB5CCNAME",
    ];

    public static Dictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>> given)
    {
        var ours = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>();
        var environment = ours.Where(entry => PassedOn.Contains((string)entry.Key))
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

        // Messages in one language, which is that of the tests and of the search engines.
        environment["LC_ALL"] = "C";
        foreach (var (name, value) in given)
        {
            environment[name] = value;
        }

        return environment;
    }
}
