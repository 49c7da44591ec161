namespace BlnkBackup.Restoring;

/// <summary>How a backup is to be restored.</summary>
/// <param name="IntoNonEmpty">Restore even where the target holds tables already.</param>
/// <param name="NoOwner">Leave all objects to the user who restores (<c>pg_restore --no-owner</c>).</param>
/// <param name="NoPrivileges">Restore no GRANT and REVOKE (<c>pg_restore --no-privileges</c>).</param>
/// <param name="InPieces">
/// Commit as it goes instead of in one transaction: needed where one transaction would hold more locks than the server allows.
/// </param>
/// <param name="Unfinished">Restore even a backup without a receipt.</param>
public sealed record RestoreOptions(
    bool IntoNonEmpty = false, bool NoOwner = false, bool NoPrivileges = false, bool InPieces = false, bool Unfinished = false);
