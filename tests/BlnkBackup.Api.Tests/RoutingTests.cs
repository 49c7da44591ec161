using System.Net;
using BlnkBackup.Api.Tests.Support;

namespace BlnkBackup.Api.Tests;

public sealed class RoutingTests
{
    public static TheoryData<string, string> WrongMethods
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var path in (string[])["/backup-s3", "/backups", "/backups/latest", "/health", "/openapi.json"])
            {
                foreach (var method in (string[])["POST", "PUT", "DELETE", "PATCH"])
                {
                    data.Add(method, path);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WrongMethods))]
    public async Task Any_other_method_is_refused_and_the_right_one_named(string method, string path)
    {
        var backup = new SuccessfulBackup();
        await using var api = await ApiHost.StartAsync(backup.Run);
        var answer = await api.SendAsync(new HttpMethod(method), path, Header.BlnkKey(ApiHost.Key));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal("GET", answer.Headers["Allow"]);
        Assert.Equal("METHOD_NOT_ALLOWED", answer.At("error", "code"));
        Assert.Equal($"{path} does not take {method}.", answer.At("error", "details", "reason"));
        Assert.Equal("Use GET.", answer.At("error_detail", "details", "remedy"));
        Assert.Equal(0, backup.Runs);
    }

    [Fact]
    public async Task Asking_for_the_headers_alone_starts_no_backup()
    {
        var backup = new SuccessfulBackup();
        await using var api = await ApiHost.StartAsync(backup.Run);
        await api.SendAsync(HttpMethod.Head, "/backup-s3", Header.BlnkKey(ApiHost.Key));
        Assert.Equal(0, backup.Runs);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/backup")]
    [InlineData("/backup-s3/latest")]
    [InlineData("/backups/../etc/passwd")]
    [InlineData("/swagger")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        await using var api = await ApiHost.StartAsync();
        var answer = await api.GetAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal("NOT_FOUND", answer.At("error", "code"));
        Assert.Equal("PATH_NOT_FOUND", answer.At("error_detail", "code"));
    }
}
