using BlnkBackup.Secrets;

namespace BlnkBackup.Api.Authentication;

/// <summary>Gives the key that callers must show. What it throws is the answer to the request that asked for it.</summary>
/// <param name="cancellation">The caller hung up.</param>
public delegate Task<ApiKey> ReadApiKey(CancellationToken cancellation);
