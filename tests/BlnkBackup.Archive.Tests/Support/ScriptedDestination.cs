namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Does at each call what the test says; the calls are numbered, the contents' is 0.</summary>
internal sealed class ScriptedDestination(Func<int, CancellationToken, Task> script) : IArchiveDestination
{
    private int calls;

    public async ValueTask WriteContentsAsync(ReadOnlyMemory<byte> contents, CancellationToken cancellation) =>
        await script(calls++, cancellation);

    public async ValueTask WriteBlocksAsync(ReadOnlyMemory<byte> blocks, CancellationToken cancellation) =>
        await script(calls++, cancellation);
}
