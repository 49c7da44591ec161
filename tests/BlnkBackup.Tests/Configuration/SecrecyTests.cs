using System.Text.Json;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Failures;
using BlnkBackup.Pipelines;
using BlnkBackup.Secrets;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

/// <summary>Whatever a secret holds, and however it was mistyped, no piece of it comes out in a message or a ToString.</summary>
public class SecrecyTests
{
    const string Head = "Zq7";
    const string Tail = "wX9";

    static IEnumerable<string> Passwords => Enumerable.Range(' ', '~' - ' ' + 1).Select(code => $"{Head}{(char)code}{Tail}");

    /// <summary>Every printable character within a password, in every place and spelling that a password can have.</summary>
    static IEnumerable<(string Text, bool IsRight, string Password)> Texts => Passwords.SelectMany(password =>
    {
        var encoded = Uri.EscapeDataString(password);
        var quoted = password.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal);
        return new[]
        {
            ($"postgres://u:{encoded}@h:5432/d?sslmode=disable", true, password),
            ($"postgres://h/d?user=u&password={encoded}", true, password),
            ($"host=h user=u password='{quoted}' dbname=d", true, password),
            // Spelled wrongly: what comes of it depends on the character.
            ($"postgres://u:{password}@h:5432/d?sslmode=disable", false, password),
            ($"postgres://u:1{password[3..]}@h:5432/d?sslmode=disable", false, password),
            ($"postgres://h/d?user=u&password={password}", false, password),
            ($"postgres://h/d?user=u&password={password}=1", false, password),
            ($"host=h user=u password={password} dbname=d", false, password),
            ($"host=h user=u password={password}=1 dbname=d", false, password),
            ($"host=h user=u password='{password}' dbname=d", false, password),
            ($"u:{password}@h:5432/d?sslmode=disable", false, password),
            ($"mysql://u:{password}@h:5432/d?sslmode=disable", false, password),
            ($"postgres://u:{password}@h:x/d?sslmode=nonsense&connect_timeout=soon&service=s", false, password),
        };
    });

    [Fact]
    public void No_piece_of_a_database_password_is_shown()
    {
        var understood = 0;
        foreach (var (text, isRight, password) in Texts)
        {
            try
            {
                var target = DatabaseTarget.FromUrl(text);
                if (isRight) Assert.Equal(password, target.Password);
                understood++;
                AssertHidden(text, $"{target}", target.ToLibpq(), $"{target.With("h", 1)}", string.Join(',', target.Hosts));
            }
            catch (ConfigurationException refusal)
            {
                Assert.False(isRight, $"{text} was refused: {refusal.Message}");
                AssertHidden(text, refusal.ToString());
            }
        }
        Assert.True(understood > 3 * ('~' - ' '));
    }

    [Fact]
    public void No_piece_of_any_secret_is_shown_by_the_whole_configuration()
    {
        foreach (var secret in Passwords)
        {
            var given = GivenVariables.Enough
                .With("DATABASE_URL", "postgres://u@h/d").With("PGPASSWORD", secret)
                .With("AWS_ACCESS_KEY_ID", secret).With("AWS_SECRET_ACCESS_KEY", secret).With("AWS_SESSION_TOKEN", secret)
                .With("BLNK_BACKUP_API_KEY", secret).With("BLNK_AWS_SECRET_ACCESS_KEY", secret);
            var configuration = BackupConfiguration.Read(given.Lookup);
            Assert.Equal(secret, configuration.Database.Password);
            Assert.Equal(secret, configuration.Store.SecretAccessKey);
            AssertHidden(secret, $"{configuration}", $"{configuration.Store}", $"{configuration.Database}", $"{ApiKey.Read(given.Lookup)}");

            var wrong = given.Without("AWS_ACCESS_KEY_ID").With("PGSSLMODE", "x").With("S3_ENDPOINT", $"http://u:{secret}@h")
                .With("S3_BACKUP_BUCKET", "No").With("BACKUP_COMPRESSION", "x");
            AssertHidden(secret, Assert.Throws<ConfigurationException>(() => BackupConfiguration.Read(wrong.Lookup)).ToString());
        }
    }

    [Fact]
    public async Task No_piece_of_a_stored_secret_is_shown()
    {
        foreach (var secret in Passwords)
        {
            var given = GivenVariables.Enough.With("DATABASE_URL", "postgres://u@h/d")
                .With("DATABASE_SECRET_ARN", "database").With("BLNK_BACKUP_API_KEY_SECRET_ARN", "key");
            var json = JsonSerializer.Serialize(secret);
            foreach (var text in (string[])[$$"""{"password":{{json}}}""", $$"""{"password":[{{json}}]}""", $$"""{"api_key":[{{json}}]}""", secret, json, $"{{{secret}"])
            {
                AssertHidden(text, await ShownAsync(() => RunSettings.ReadAsync(given.Lookup, new GivenSecrets { ["database"] = text }, default)));
                AssertHidden(text, await ShownAsync(() => ApiKey.ReadAsync(given.Lookup, new GivenSecrets { ["key"] = text }, default)));
            }

            var pasted = given.With("DATABASE_SECRET_ARN", secret).With("BLNK_BACKUP_API_KEY_SECRET_ARN", secret);
            var store = new EnvironmentSecretStore(_ => null);
            AssertHidden(secret, await ShownAsync(() => RunSettings.ReadAsync(pasted.Lookup, store, default)));
            AssertHidden(secret, await ShownAsync(() => ApiKey.ReadAsync(pasted.Lookup, store, default)));
        }
    }

    [Fact]
    public void No_piece_of_a_secret_that_is_contradicted_is_shown() => AssertHidden(
        Head,
        Assert.Throws<ConfigurationException>(() => DatabaseSecret.Parse($$"""{"username":"u","password":"{{Head}}"}""")
            .Configure(GivenVariables.Enough.With("DATABASE_URL", $"postgres://u:{Tail}@h/d").Lookup)).ToString());

    static async Task<string> ShownAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return $"{await read()}";
        }
        catch (Exception refusal) when (refusal is ConfigurationException or BackupException)
        {
            return $"{refusal} {StepFailure.Of(refusal)}";
        }
    }

    static void AssertHidden(string given, params string[] shown) => Assert.All(shown, text =>
        Assert.False(
            text.Contains(Head, StringComparison.OrdinalIgnoreCase) || text.Contains(Tail, StringComparison.OrdinalIgnoreCase),
            $"A piece of the secret in {given} is shown: {text}"));
}
