using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace BlnkBackup.EmbeddedS3.Checksums;

/// <summary>CRC-32C (Castagnoli), on the processor's own instruction. Little-endian out, as Crc32 of System.IO.Hashing.</summary>
sealed class Crc32C() : NonCryptographicHashAlgorithm(sizeof(uint))
{
    uint state = uint.MaxValue;

    public override void Append(ReadOnlySpan<byte> source)
    {
        var crc = state;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(source)) crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in source[(source.Length & ~7)..]) crc = BitOperations.Crc32C(crc, rest);
        state = crc;
    }

    public override void Reset() => state = uint.MaxValue;

    protected override void GetCurrentHashCore(Span<byte> destination) =>
        BinaryPrimitives.WriteUInt32LittleEndian(destination, ~state);
}
