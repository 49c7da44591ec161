using Npgsql;

namespace BlnkBackup.Sandbox.Tests;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var postgres = await PostgresServer.StartAsync(PostgresInstallation.Newest);
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Password = "wrong" }.ConnectionString;

        await using var connection = new NpgsqlConnection(wrong);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task Its_certificate_is_checked_against_its_own_authority()
    {
        await using var postgres = await PostgresServer.StartAsync(PostgresInstallation.Newest, new() { RequireTls = true });
        var verified = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres"))
        {
            Host = "localhost",
            SslMode = SslMode.VerifyFull,
            RootCertificate = postgres.CaFile,
        };

        await using var connection = new NpgsqlConnection(verified.ConnectionString);
        await connection.OpenAsync();
        verified.SslMode = SslMode.Disable;
        verified.RootCertificate = null;
        await using var plain = new NpgsqlConnection(verified.ConnectionString);
        await Assert.ThrowsAsync<PostgresException>(() => plain.OpenAsync());
    }

    [Fact]
    public async Task What_was_committed_survives_an_immediate_restart()
    {
        await using var postgres = await PostgresServer.StartAsync(PostgresInstallation.Newest);
        await postgres.ExecuteAsync("postgres", "SET synchronous_commit = on; CREATE TABLE kept AS SELECT 42 AS answer");
        await postgres.RestartAsync(ShutdownMode.Immediate);

        Assert.Equal(42, await postgres.ScalarAsync<int>("postgres", "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task Disposing_leaves_no_server_and_no_folder()
    {
        var postgres = await PostgresServer.StartAsync(PostgresInstallation.Newest);
        Assert.True(Directory.Exists(postgres.SocketDirectory));
        await postgres.DisposeAsync();

        Assert.False(Directory.Exists(postgres.SocketDirectory));
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("postgres"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync());
    }
}
