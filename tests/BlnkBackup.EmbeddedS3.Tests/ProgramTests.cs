using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.S3;

namespace BlnkBackup.EmbeddedS3.Tests;

public sealed partial class ProgramTests
{
    [Fact]
    public async Task The_program_says_where_it_listens_and_ends_on_SIGTERM()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "embedded-s3.dll"),
                     "--port", "0", "--bucket", "one", "--bucket", "two", "--access-key", "key", "--secret-key", "secret", "--region", "eu-west-1"])
            start.ArgumentList.Add(argument);
        using var program = Process.Start(start)!;
        try
        {
            var line = await program.StandardOutput.ReadLineAsync();
            var said = Listening().Match(line ?? "");
            Assert.True(said.Success, line ?? await program.StandardError.ReadToEndAsync());
            await UseAsync(said.Groups[1].Value);

            using var kill = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await program.WaitForExitAsync();

            Assert.Equal(0, program.ExitCode);
        }
        finally
        {
            if (!program.HasExited) program.Kill();
        }
    }

    private static async Task UseAsync(string endpoint)
    {
        var config = new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 };
        using var client = new AmazonS3Client(new BasicAWSCredentials("key", "secret"), config);
        await client.HeadBucketAsync(new() { BucketName = "one" });
        await client.HeadBucketAsync(new() { BucketName = "two" });
    }

    [GeneratedRegex(@"^listening on (http://127\.0\.0\.1:\d+)$")]
    private static partial Regex Listening();
}
