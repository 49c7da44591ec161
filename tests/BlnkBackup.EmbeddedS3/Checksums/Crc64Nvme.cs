using System.Buffers.Binary;
using System.IO.Hashing;

namespace BlnkBackup.EmbeddedS3.Checksums;

/// <summary>
/// CRC-64/NVME, eight bytes a step by tables. System.IO.Hashing has CRC-64/ECMA-182 only.
/// Little-endian out, as Crc32 of System.IO.Hashing.
/// </summary>
sealed class Crc64Nvme() : NonCryptographicHashAlgorithm(sizeof(ulong))
{
    /// <summary>0xAD93D23594C93659 with its bits reversed.</summary>
    internal const ulong Polynomial = 0x9A6C9329AC4BC9B5;

    static readonly ulong[][] Tables = BuildTables();

    ulong state = ulong.MaxValue;

    public override void Append(ReadOnlySpan<byte> source)
    {
        var crc = state;
        var t = Tables;
        while (source.Length >= 8)
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(source);
            crc = t[7][(byte)crc] ^ t[6][(byte)(crc >> 8)] ^ t[5][(byte)(crc >> 16)] ^ t[4][(byte)(crc >> 24)]
                ^ t[3][(byte)(crc >> 32)] ^ t[2][(byte)(crc >> 40)] ^ t[1][(byte)(crc >> 48)] ^ t[0][(byte)(crc >> 56)];
            source = source[8..];
        }

        foreach (var rest in source) crc = t[0][(byte)crc ^ rest] ^ (crc >> 8);
        state = crc;
    }

    public override void Reset() => state = ulong.MaxValue;

    protected override void GetCurrentHashCore(Span<byte> destination) =>
        BinaryPrimitives.WriteUInt64LittleEndian(destination, ~state);

    static ulong[][] BuildTables()
    {
        var tables = Enumerable.Range(0, 8).Select(_ => new ulong[256]).ToArray();
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : Polynomial);
            tables[0][i] = crc;
        }

        for (var level = 1; level < 8; level++)
        {
            for (var i = 0; i < 256; i++)
            {
                var crc = tables[level - 1][i];
                tables[level][i] = tables[0][(byte)crc] ^ (crc >> 8);
            }
        }

        return tables;
    }
}
