using System.Net;
using BlnkBackup.Api.Tests.Support;

namespace BlnkBackup.Api.Tests;

public sealed class StoppingHostTests
{
    [Fact]
    public async Task A_stopping_host_cancels_the_run_and_answers_its_caller()
    {
        var backup = new HeldBackup();
        await using var api = await ApiHost.StartAsync(backup.Run);
        var running = api.GetAsync("/backup-s3");
        await backup.Started;

        await api.StopAsync();

        Assert.False(await backup.Ended);
        var answer = await running;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("SERVICE_UNAVAILABLE", answer.At("error", "code"));
        Assert.Equal("BACKUP_ABORTED", answer.At("error_detail", "code"));
        Assert.Equal("Call again.", answer.At("error", "details", "remedy"));
    }

    [Fact]
    public async Task A_run_that_ends_well_all_the_same_is_answered_as_a_success()
    {
        var (started, stopping) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var api = await ApiHost.StartAsync(async (_, stop) =>
        {
            await using var noticed = stop.Register(stopping.SetResult);
            started.SetResult();
            await stopping.Task;
            return SampleReceipt.Small;
        });
        var running = api.GetAsync("/backup-s3");
        await started.Task.WaitAsync(Patience.ForAnything);
        await api.StopAsync();
        Assert.Equal(HttpStatusCode.OK, (await running).Status);
    }
}
