using System.Runtime.CompilerServices;
using BlnkBackup.Backups;
using BlnkBackup.Configuration;
using BlnkBackup.Freshness;
using BlnkBackup.Retention;
using BlnkBackup.Secrets;
using BlnkBackup.Tests.Configuration.Support;

namespace BlnkBackup.Tests.Configuration;

public class ConfigurationVariablesTests
{
    [Fact]
    public async Task What_is_read_is_what_is_listed()
    {
        var asked = new HashSet<string>();
        string? Lookup(string name)
        {
            asked.Add(name);
            return null;
        }
        await Assert.ThrowsAsync<ConfigurationException>(() => RunSettings.ReadAsync(Lookup, new GivenSecrets(), CancellationToken.None));
        await Assert.ThrowsAsync<ConfigurationException>(() => ApiKey.ReadAsync(Lookup, new GivenSecrets(), CancellationToken.None));
        RetentionRules.Read(Lookup);
        FreshnessLimit.Read(Lookup);

        var notSettings = LibpqParameters.All.Where(one => one.Use is ParameterUse.Refused or ParameterUse.Ignored).Select(one => one.Variable);
        // A session token is asked for beside an access key only; Lambda's own variable is a default's condition.
        Assert.Equal(
            ConfigurationVariables.All.SelectMany(one => one.Names).Where(name => name != "AWS_SESSION_TOKEN").Order(StringComparer.Ordinal),
            asked.Except(notSettings).Where(name => name != "AWS_LAMBDA_FUNCTION_NAME").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_is_listed_twice_and_each_has_one_line()
    {
        var names = ConfigurationVariables.All.SelectMany(one => one.Names).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(ConfigurationVariables.All, one =>
        {
            Assert.EndsWith(".", one.Description, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', one.Description);
            Assert.DoesNotContain('|', one.Description + one.Default);
        });
    }

    [Fact]
    public void The_READMEs_table_names_them_all_with_their_fallbacks_and_no_other()
    {
        var rows = File.ReadLines(Readme()).SkipWhile(line => !line.StartsWith("| variable ", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|'));
        var written = rows.SelectMany(cells => Names(cells[1]).Concat(Names(cells[2]))).Where(name => name != "PG*");
        Assert.Equal(
            ConfigurationVariables.All.Except(ConfigurationVariables.Postgres).SelectMany(one => one.Names).Order(StringComparer.Ordinal),
            written.Order(StringComparer.Ordinal));

        static IEnumerable<string> Names(string cell) => cell.Split('`').Where((_, index) => index % 2 == 1);
    }

    static string Readme([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "BlnkBackup.Lambda.sln"))) folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "README.md");
    }

    [Theory]
    [InlineData("DATABASE_URL", "BLNK_DATA_SOURCE_DNS")]
    [InlineData("S3_BACKUP_BUCKET", "BLNK_S3_BUCKET_NAME")]
    [InlineData("AWS_REGION", "AWS_DEFAULT_REGION,BLNK_S3_REGION")]
    [InlineData("S3_ENDPOINT", "AWS_ENDPOINT_URL_S3,AWS_ENDPOINT_URL,BLNK_S3_ENDPOINT")]
    [InlineData("AWS_ACCESS_KEY_ID", "BLNK_AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "BLNK_AWS_SECRET_ACCESS_KEY")]
    [InlineData("BLNK_BACKUP_API_KEY", "BLNK_SERVER_SECRET_KEY")]
    public void The_fallbacks_are_the_ones_promised(string name, string fallbacks) =>
        Assert.Equal(fallbacks.Split(','), Assert.Single(ConfigurationVariables.All, one => one.Name == name).Fallbacks);
}
