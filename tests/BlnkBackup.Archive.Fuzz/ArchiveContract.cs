namespace BlnkBackup.Archive.Fuzz;

/// <summary>
/// What holds for any input whatever: it is read, encoded, verified, or refused with <see cref="ArchiveFormatException"/>; nothing
/// else is thrown, nothing hangs, and no more memory is taken than the input is worth. What was encoded reads and verifies as the same.
/// </summary>
internal static class ArchiveContract
{
    public const string Accepted = "accepted";

    // The reader's buffer and the exception that refuses; then for each byte what a table of contents makes of it.
    private const long FixedBytes = 1 << 20;
    private const long BytesPerByte = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Everything, whole encodings with all their threads too.</summary>
    /// <returns>What the encoding and the verification make of the input: "accepted" or the refusal's message.</returns>
    public static (string Encoded, string Verified) Check(byte[] input)
    {
        var outcome = CheckParts(input);
        var whole = Outcome(() => Encode(input));
        return outcome.Encoded == whole
            ? outcome
            : throw new ContractBreach($"Its stages say '{outcome.Encoded}', the whole encoding says '{whole}'.");
    }

    /// <summary>What one thread can do: reading, verifying, the encoding's stages one after the other. The same input takes the same way.</summary>
    public static (string Encoded, string Verified) CheckParts(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Outcome(() => Content.Of(input));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > FixedBytes + (BytesPerByte * input.Length))
        {
            throw new ContractBreach($"{input.Length} bytes made the reader allocate {allocated}.");
        }

        var verified = Outcome(() => Verify(input));
        var encoded = Outcome(() => EnsureSame(input, StageByStage.Encode(input, CompressionOf(input)), verified));
        return encoded == Accepted && read != Accepted
            ? throw new ContractBreach($"It was encoded, but not read: {read}")
            : (encoded, verified);
    }

    private static string Outcome(Action act)
    {
        try
        {
            act();
            return Accepted;
        }
        catch (ArchiveFormatException refusal)
        {
            return refusal.Message;
        }
    }

    private static void Encode(byte[] input)
    {
        using var source = new MemoryStream(input, writable: false);
        var destination = new MemoryDestination();
        var compression = CompressionOf(input);
        var whole = ArchiveEncoding.EncodeAsync(source, () => { }, destination, _ => Task.FromResult(compression), null, CancellationToken.None)
            .WaitAsync(Patience, CancellationToken.None).GetAwaiter().GetResult();
        EnsureSame(input, destination.ToBytes(whole), verified: "");
    }

    private static VerifiedArchive Verify(byte[] archive)
    {
        using var source = new MemoryStream(archive, writable: false);
        return ArchiveVerification.Verify(source);
    }

    private static void EnsureSame(byte[] input, byte[] encoded, string verified)
    {
        if (verified == Accepted && (Verify(input), Verify(encoded)) is var (before, after)
            && (before.Rows != after.Rows || !before.Entries.Select(Content64).SequenceEqual(after.Entries.Select(Content64))))
        {
            throw new ContractBreach("What was encoded verifies otherwise than its source.");
        }

        if (CompressionOf(input).Algorithm == CompressionAlgorithm.None && !Content.Of(input).SequenceEqual(Content.Of(encoded)))
        {
            throw new ContractBreach("What was encoded reads otherwise than its source.");
        }
    }

    private static (long Bytes, ulong Crc64) Content64(VerifiedEntry entry) => (entry.RawBytes, entry.Crc64);

    // By the input alone, so that it always takes the same way.
    private static Compression CompressionOf(byte[] input) => (input.Length % 4) switch
    {
        0 => Compression.FastGzip,
        1 when input.Length > 6 && input[6] >= 15 => Compression.FastZstd,
        _ => Compression.None,
    };
}

/// <summary>The contract was broken: what a fuzzer looks for.</summary>
internal sealed class ContractBreach(string message) : Exception(message);
