namespace BlnkBackup.Configuration;

/// <summary>How long S3 is to refuse deleting an object. The bucket must have object lock enabled.</summary>
/// <param name="Mode">Who may still lift the lock.</param>
/// <param name="Days">At least 1, counted from the backup's start.</param>
public sealed record ObjectLock(ObjectLockKind Mode, int Days);

/// <summary>S3's two modes of object lock.</summary>
public enum ObjectLockKind
{
    /// <summary>GOVERNANCE: those with a special permission may delete sooner.</summary>
    Governance,

    /// <summary>COMPLIANCE: nobody may, not even the account's root.</summary>
    Compliance,
}
