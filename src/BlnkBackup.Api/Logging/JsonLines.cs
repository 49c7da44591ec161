using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace BlnkBackup.Api.Logging;

/// <summary>
/// A log of whole lines, written before the call returns. The console's own log writes from another thread, and Lambda freezes the
/// process when a request is answered, its last lines unwritten; and Lambda's runtime puts a head before what goes to
/// <see cref="Console"/>, so that a line is no JSON any more.
/// </summary>
/// <param name="formatter">Makes the lines.</param>
/// <param name="output">Takes them; disposed with this.</param>
internal sealed class JsonLines(ConsoleFormatter formatter, Stream output) : ILoggerProvider, ISupportExternalScope
{
    // One for the process: several logs may share standard error.
    private static readonly Lock Gate = new();

    private IExternalScopeProvider? scopes;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() => output.Dispose();

    private void Write<TState>(in LogEntry<TState> entry)
    {
        var line = new StringWriter();
        formatter.Write(entry, scopes, line);
        var bytes = Encoding.UTF8.GetBytes(line.ToString());
        lock (Gate)
        {
            try
            {
                output.Write(bytes);
                output.Flush();
            }
            catch (IOException)
            {
                // Nobody reads the log any more; that is no reason to end a backup.
            }
        }
    }

    private sealed class Category(JsonLines lines, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Write(new LogEntry<TState>(logLevel, name, eventId, state, exception, formatter));
    }
}
