using System.Net;
using BlnkBackup.Api.Tests.Support;

namespace BlnkBackup.Api.Tests;

public sealed class HangUpTests
{
    [Fact]
    public async Task A_caller_that_hangs_up_does_not_end_the_run()
    {
        var backup = new HeldBackup();
        await using var api = await ApiHost.StartAsync(backup.Run);
        using var hangUp = new CancellationTokenSource();
        var asking = api.SendAsync(HttpMethod.Get, "/backup-s3", hangUp.Token, Header.BlnkKey(ApiHost.Key));
        await backup.Started;

        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await backup.CallerGone;
        Assert.False(backup.HasEnded);

        backup.Finish();
        Assert.True(await backup.Ended);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health")).Status);
    }
}
