using System.CommandLine;
using System.Globalization;
using BlnkBackup.Api.Backups;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Configuration;
using BlnkBackup.Storage;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup list</c>: prints what is stored, newest first: time, size, storage class, whether it is finished, and key.</summary>
internal static class ListCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "The same JSON as GET /backups." };

    public static Command Create()
    {
        var command = new Command("list", "List the stored backups, newest first.") { Json };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed.GetValue(Json), stop), cancellation));
        return command;
    }

    private static async Task RunAsync(bool json, CancellationToken cancellation)
    {
        using var store = new BackupStore(ObjectStore.Read(Environment.GetEnvironmentVariable));
        var backups = await store.ListAsync(cancellation).ConfigureAwait(false);
        if (json)
        {
            Console.WriteLine(BackupListText.Of(backups));
            return;
        }

        foreach (var backup in backups)
        {
            Console.WriteLine(Line(backup));
        }
    }

    private static string Line(StoredBackup backup) => string.Create(
        CultureInfo.InvariantCulture,
        $"{backup.Time:yyyy-MM-dd HH:mm:ss}Z  {Size.Of(backup.Bytes),10}  {backup.StorageClass,-12}  {(backup.IsFinished ? "finished" : "unfinished"),-10}  {backup.Key}");
}
