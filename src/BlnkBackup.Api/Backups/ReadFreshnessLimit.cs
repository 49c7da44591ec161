using BlnkBackup.Freshness;

namespace BlnkBackup.Api.Backups;

/// <summary>Gives how old the newest finished backup may be; what it throws is the answer to the request that asked.</summary>
public delegate FreshnessLimit ReadFreshnessLimit();
