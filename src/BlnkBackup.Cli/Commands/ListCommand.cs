using System.CommandLine;
using System.Globalization;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Configuration;
using BlnkBackup.Storage;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup list</c>: prints what is stored, newest first: time, size in bytes, storage class and key.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "List the stored backups, newest first.");
        command.SetAction((_, cancellation) => CommandGuard.RunAsync(RunAsync, cancellation));
        return command;
    }

    private static async Task RunAsync(CancellationToken cancellation)
    {
        using var store = new BackupStore(ObjectStore.Read(Environment.GetEnvironmentVariable));
        foreach (var backup in await store.ListAsync(cancellation).ConfigureAwait(false))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{backup.Time:yyyy-MM-dd HH:mm:ss}Z  {Size.Of(backup.Bytes),10}  {backup.StorageClass,-12}  {backup.Key}"));
        }
    }
}
