using BlnkBackup.Receipts;
using BlnkBackup.Storage;
using Microsoft.AspNetCore.Http;

namespace BlnkBackup.Api.Backups;

/// <summary>Runs one backup to its end.</summary>
/// <param name="request">The request it is run for; the host may know a deadline by it.</param>
/// <param name="cancellation">Ends the run.</param>
public delegate Task<BackupReceipt> RunBackup(HttpContext request, CancellationToken cancellation);

/// <summary>Lists the stored backups, newest first.</summary>
public delegate Task<IReadOnlyList<StoredBackup>> ListBackups(CancellationToken cancellation);
