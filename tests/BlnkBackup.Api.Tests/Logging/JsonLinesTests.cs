using System.Text;
using System.Text.Json;
using BlnkBackup.Api.Logging;
using BlnkBackup.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace BlnkBackup.Api.Tests.Logging;

public sealed class JsonLinesTests : IDisposable
{
    private readonly MemoryStream output = new();
    private readonly ServiceProvider services;

    public JsonLinesTests() => services = ServicesOf("json");

    [Fact]
    public void A_record_is_one_object_on_one_line_with_its_fields_by_name()
    {
        Logger(output).LogWarning("{Key} has {Rows} rows,\nand a second line", "a.dump", 7L);

        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        using var line = JsonDocument.Parse(text);
        var root = line.RootElement;
        Assert.Equal("Warning", root.GetProperty("LogLevel").GetString());
        Assert.Equal("blnk-backup", root.GetProperty("Category").GetString());
        Assert.Equal("a.dump has 7 rows,\nand a second line", root.GetProperty("Message").GetString());
        Assert.Equal("a.dump", root.GetProperty("State").GetProperty("Key").GetString());
        Assert.Equal(7, root.GetProperty("State").GetProperty("Rows").GetInt64());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", root.GetProperty("Timestamp").GetString());
    }

    [Fact]
    public void A_record_within_a_run_names_the_run()
    {
        var log = Logger(output);
        using (log.BeginScope("Backup {Key}", "a.dump"))
        {
            log.LogWarning("within");
        }

        using var line = JsonDocument.Parse(output.ToArray());
        Assert.Equal("a.dump", Assert.Single(line.RootElement.GetProperty("Scopes").EnumerateArray()).GetProperty("Key").GetString());
    }

    [Fact]
    public void Records_of_many_threads_are_whole_lines()
    {
        var log = Logger(output);
        Parallel.For(0, 500, number => log.LogInformation("{Number} {Text}", number, new string('x', 10_000)));
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(500, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("State").GetProperty("Number").GetInt32()).Distinct().Count());
    }

    [Fact]
    public void A_log_that_nobody_takes_ends_nothing() => Logger(new ClosedPipe()).LogError("lost");

    [Fact]
    public void The_console_of_the_framework_takes_no_part()
    {
        Assert.IsType<JsonLines>(Assert.Single(services.GetServices<ILoggerProvider>()));
        using var text = ServicesOf("text");
        Assert.IsType<ConsoleLoggerProvider>(Assert.Single(text.GetServices<ILoggerProvider>()));
    }

    [Fact]
    public void A_shape_that_there_is_not_is_refused() => Assert.Throws<ConfigurationException>(() => ServicesOf("xml"));

    public void Dispose() => services.Dispose();

    private static ServiceProvider ServicesOf(string shape) => new ServiceCollection()
        .AddLogging(logging => logging.AddBackupLog(name => name == "BACKUP_LOG" ? shape : null)).BuildServiceProvider();

    private ILogger Logger(Stream stream)
    {
        var formatter = services.GetServices<ConsoleFormatter>().Single(one => one.Name == ConsoleFormatterNames.Json);
        return LoggerFactory.Create(logging => logging.AddProvider(new JsonLines(formatter, stream))).CreateLogger("blnk-backup");
    }

    private sealed class ClosedPipe : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
