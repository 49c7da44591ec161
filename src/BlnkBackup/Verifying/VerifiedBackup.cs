using BlnkBackup.Archive;
using BlnkBackup.Receipts;

namespace BlnkBackup.Verifying;

/// <summary>A backup that was read whole and found without damage.</summary>
/// <param name="Name">Its key or its path.</param>
/// <param name="Archive">What it holds.</param>
/// <param name="MatchesStoredCrc32">
/// True where the CRC-32 that the store noted was compared too: then no bit is other than it was. False for a plain file, and
/// where the store reports none: see <see cref="VerifiedArchive.HasContentChecksums"/> for what that leaves open.
/// </param>
/// <param name="Receipt">The receipt that it was compared with; null for a plain file, and for an unfinished backup, which has none.</param>
public sealed record VerifiedBackup(string Name, VerifiedArchive Archive, bool MatchesStoredCrc32, ReceiptDocument? Receipt = null);
