using System.Net;
using System.Net.Sockets;
using BlnkBackup.Configuration;
using BlnkBackup.Dumping;
using BlnkBackup.Restoring;

namespace BlnkBackup.Tests.Dumping;

/// <summary>A server that takes a call and never says a word.</summary>
public sealed class PromptConnectionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    public PromptConnectionTests() => silent.Start();

    private DatabaseTarget Target =>
        DatabaseTarget.FromUrl($"postgres://u:p@127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/d?connect_timeout=0&sslmode=disable");

    [Fact]
    public Task A_backup_that_waits_for_it_is_cancelled_at_once() =>
        IsCancelledAsync(() => SourceDatabase.ConnectAsync(Target, login: null, stop.Token));

    [Fact]
    public Task A_restore_that_waits_for_it_is_cancelled_at_once() =>
        IsCancelledAsync(() => TargetDatabase.EnsureReadyAsync(Target, intoNonEmpty: false, stop.Token));

    public void Dispose()
    {
        silent.Dispose();
        stop.Dispose();
    }

    private async Task IsCancelledAsync(Func<Task> connect)
    {
        var connecting = connect();
        using var call = await silent.AcceptTcpClientAsync().WaitAsync(Patience);

        // The first words of the protocol: from here on Npgsql waits for an answer.
        Assert.NotEqual(0, await call.GetStream().ReadAsync(new byte[1]));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Patience));
    }
}
