using System.Net;
using BlnkBackup.Api.Tests.Support;

namespace BlnkBackup.Api.Tests;

public sealed class UnexpectedFaultTests
{
    private const string Secret = "Password=hunter2 and /srv/internal/path";

    private static readonly Exception Fault = new InvalidOperationException(Secret, new IOException("inner " + Secret));

    [Theory]
    [InlineData("/backup-s3")]
    [InlineData("/backups")]
    public async Task A_fault_that_nobody_foresaw_is_a_500_that_tells_nothing_of_its_message(string path)
    {
        await using var api = await StartAsync();
        var answer = await api.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("INTERNAL_SERVER_ERROR", answer.At("error", "code"));
        Assert.Equal("Unexpected", answer.At("error_detail", "details", "kind"));
        Assert.DoesNotContain("hunter2", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/srv", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_has_the_fault_with_all_that_the_answer_withholds()
    {
        await using var api = await StartAsync();
        await api.GetAsync("/backup-s3");
        Assert.Contains(api.Log.Lines, line => line.StartsWith("Error: An unexpected fault", StringComparison.Ordinal)
            && line.Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_service_goes_on_after_a_fault()
    {
        await using var api = await StartAsync();
        await api.GetAsync("/backup-s3");
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health")).Status);
    }

    [Theory]
    [InlineData("/backup-s3")]
    [InlineData("/backups")]
    public async Task A_timeout_inside_is_a_fault_and_does_not_pass_for_a_stopping_service(string path)
    {
        var timeout = new FailingBackup(new TaskCanceledException("The request timed out.", new TimeoutException()));
        await using var api = await ApiHost.StartAsync(timeout.Run, timeout.List);
        var answer = await api.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.DoesNotContain("stopping", answer.Text, StringComparison.Ordinal);
    }

    private static Task<ApiHost> StartAsync() =>
        ApiHost.StartAsync(new FailingBackup(Fault).Run, new FailingBackup(Fault).List);
}
