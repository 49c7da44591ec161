using BlnkBackup.Secrets;

namespace BlnkBackup.Lambda;

/// <summary>The API key, read for the first request and kept for the next; a failure to read it is that request's alone.</summary>
/// <param name="read">Reads it.</param>
internal sealed class KeptKey(Func<CancellationToken, Task<ApiKey>> read)
{
    private ApiKey? kept;

    public async Task<ApiKey> ReadAsync(CancellationToken cancellation) => kept ??= await read(cancellation).ConfigureAwait(false);
}
