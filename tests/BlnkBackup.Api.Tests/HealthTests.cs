using System.Net;
using BlnkBackup.Api.Tests.Support;

namespace BlnkBackup.Api.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Health_is_told_to_anyone()
    {
        await using var api = await ApiHost.StartAsync();
        var answer = await api.SendAsync(HttpMethod.Get, "/health");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal("""{"status":"UP"}""", answer.Text);
    }

    [Fact]
    public async Task Health_is_told_while_a_backup_runs()
    {
        var backup = new HeldBackup();
        await using var api = await ApiHost.StartAsync(backup.Run);
        var running = api.GetAsync("/backup-s3");
        await backup.Started;
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync(HttpMethod.Get, "/health")).Status);
        backup.Finish();
        Assert.Equal(HttpStatusCode.OK, (await running).Status);
    }
}
