using System.CommandLine;
using System.Globalization;
using BlnkBackup.Archive;
using BlnkBackup.Cli.Terminal;
using BlnkBackup.Configuration;
using BlnkBackup.Storage;
using BlnkBackup.Verifying;

namespace BlnkBackup.Cli.Commands;

/// <summary><c>blnk-backup verify KEY|latest|FILE</c>: reads a backup whole and says what is in it, or where it is damaged.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Backup = new("backup") { Description = CommandText.Verified };

    public static Command Create()
    {
        var command = new Command("verify", "Verify a backup, in S3 or a file: every block, frame, count, offset and checksum of it.") { Backup };
        command.SetAction((parsed, cancellation) => CommandGuard.RunAsync(stop => RunAsync(parsed.GetRequiredValue(Backup), stop), cancellation));
        return command;
    }

    private static async Task RunAsync(string name, CancellationToken cancellation)
    {
        var isFile = File.Exists(name);
        var verified = await (isFile ? VerifyFileAsync(name, cancellation) : VerifyStoredAsync(name, cancellation)).ConfigureAwait(false);
        foreach (var entry in verified.Archive.Entries)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Size.Of(entry.RawBytes),10}  {CountOf(entry),22}  {entry.Entry}"));
        }

        var archive = verified.Archive;
        Console.WriteLine(
            $"whole: {verified.Name}: {archive.Rows} rows of {archive.Entries.Count(entry => !entry.Entry.HoldsLargeObjects)} tables, "
            + $"{Size.Of(archive.RawBytes)} as {Size.Of(archive.Length)} ({archive.Header.Algorithm}); {Evidence(verified)}{Finish(verified, isFile)}");
    }

    private static Task<VerifiedBackup> VerifyFileAsync(string path, CancellationToken cancellation) => ShowAsync(
        path, new FileInfo(path).Length, progress => VerifyRun.OfFileAsync(path, progress, cancellation));

    private static async Task<VerifiedBackup> VerifyStoredAsync(string name, CancellationToken cancellation)
    {
        using var store = new BackupStore(ObjectStore.Read(Environment.GetEnvironmentVariable));
        var backup = await store.FindAsync(name, cancellation).ConfigureAwait(false);
        return await ShowAsync(
            backup.Key, backup.Bytes, progress => VerifyRun.OfStoredAsync(store, backup, progress, cancellation)).ConfigureAwait(false);
    }

    private static Task<VerifiedBackup> ShowAsync(string name, long bytes, Func<IProgress<long>, Task<VerifiedBackup>> run) =>
        ProgressDisplay.ShowAsync($"Verifying {name}", read => $"{Size.Of(read)} of {Size.Of(bytes)}", run);

    private static string CountOf(VerifiedEntry entry) => entry switch
    {
        { Rows: { } rows } => $"{rows} rows",
        { Entry.HoldsLargeObjects: true } => $"{entry.LargeObjects} large objects",
        _ => "INSERT statements",
    };

    private static string Finish(VerifiedBackup verified, bool isFile) => verified switch
    {
        { Receipt: not null } => "; every table is as its receipt says",
        _ when isFile => "",
        _ => "; but unfinished: it has no receipt, so its run did not end well",
    };

    private static string Evidence(VerifiedBackup verified) => verified switch
    {
        { MatchesStoredCrc32: true } => "its CRC-32 is the one that was stored",
        { Archive.HasContentChecksums: true } => "every row is covered by a checksum",
        _ => "its rows carry no checksums: a changed bit in them may not be seen",
    };
}
