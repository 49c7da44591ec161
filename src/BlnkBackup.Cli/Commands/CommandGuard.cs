using BlnkBackup.Configuration;
using BlnkBackup.Failures;

namespace BlnkBackup.Cli.Commands;

/// <summary>Runs a command; whatever it throws becomes a message on standard error and an exit code.</summary>
internal static class CommandGuard
{
    /// <param name="command">What is run.</param>
    /// <param name="cancellation">What may cancel it; a cancellation without it is some timeout, and a fault.</param>
    public static Task<int> RunAsync(Func<CancellationToken, Task> command, CancellationToken cancellation) => RunAsync(
        async stop =>
        {
            await command(stop).ConfigureAwait(false);
            return ExitCode.Done;
        },
        cancellation);

    /// <summary>The same of a command that ends with an exit code of its own.</summary>
    public static async Task<int> RunAsync(Func<CancellationToken, Task<ExitCode>> command, CancellationToken cancellation)
    {
        try
        {
            return (int)await command(cancellation).ConfigureAwait(false);
        }
        catch (ConfigurationException wrong)
        {
            return await FailAsync(wrong.Message, ExitCode.Configuration).ConfigureAwait(false);
        }
        catch (BackupException failure)
        {
            return await FailAsync($"{failure.Message}{Environment.NewLine}{failure.Remedy}", ExitCodes.Of(failure.Kind)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await FailAsync("Cancelled; nothing was left behind.", ExitCode.Cancelled).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            return await FailAsync($"An unexpected fault, please report it: {fault}", ExitCode.Unexpected).ConfigureAwait(false);
        }
    }

    private static async Task<int> FailAsync(string message, ExitCode code)
    {
        await Console.Error.WriteLineAsync($"blnk-backup: {message}").ConfigureAwait(false);
        return (int)code;
    }
}
