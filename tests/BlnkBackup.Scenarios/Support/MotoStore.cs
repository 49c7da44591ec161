using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BlnkBackup.Scenarios.Support;

/// <summary>moto_server, where it is installed.</summary>
public sealed class MotoStore : IStoreServer
{
    private readonly Process process;

    private MotoStore(Process process, Uri endpoint) => (this.process, Endpoint) = (process, endpoint);

    /// <summary>Its program on PATH; null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "moto_server")).FirstOrDefault(File.Exists);

    public Uri Endpoint { get; }

    public string AccessKeyId => "any";

    public string SecretAccessKey => "any";

    public static async Task<MotoStore> StartAsync()
    {
        var port = FreePort();
        var process = Shell.Start(Program!, ["--host", "127.0.0.1", "--port", $"{port}"]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var store = new MotoStore(process, new Uri($"http://127.0.0.1:{port}"));
        using var http = new HttpClient();
        for (var attempt = 0; !await AnswersAsync(http, store.Endpoint); attempt++)
        {
            Assert.True(attempt < 300 && !process.HasExited, "moto_server did not start.");
            await Task.Delay(100);
        }

        return store;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri endpoint)
    {
        try
        {
            using var answer = await http.GetAsync(endpoint);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
