using BlnkBackup.Failures;
using BlnkBackup.Secrets;

namespace BlnkBackup.Tests.Secrets;

public class EnvironmentSecretStoreTests
{
    private static readonly EnvironmentSecretStore Store = new(name => name == "LEDGER_SECRET" ? "text" : null);

    [Fact]
    public async Task A_secrets_id_is_its_variables_name() => Assert.Equal("text", await Store.ReadAsync("LEDGER_SECRET", CancellationToken.None));

    [Fact]
    public async Task A_secret_that_is_not_there_is_a_wrong_setting_whose_text_is_not_quoted()
    {
        var failed = await Assert.ThrowsAsync<BackupException>(() => Store.ReadAsync("pasted-secret", CancellationToken.None));
        Assert.Equal(FailureKind.ConfigurationInvalid, failed.Kind);
        Assert.DoesNotContain("pasted", failed.Message + failed.Remedy, StringComparison.Ordinal);
    }
}
