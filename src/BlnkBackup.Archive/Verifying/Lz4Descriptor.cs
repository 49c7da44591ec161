using System.Buffers.Binary;
using System.Numerics;

namespace BlnkBackup.Archive.Verifying;

/// <summary>What an lz4 frame says of itself in its two bytes FLG and BD.</summary>
/// <remarks>Source: lz4 <c>doc/lz4_Frame_format.md</c>, Frame Descriptor; <c>doc</c> of xxHash for its 32-bit hash.</remarks>
internal readonly record struct Lz4Descriptor(byte Flags, byte BlockSize)
{
    /// <summary>FLG, BD, size, dictionary, checksum.</summary>
    public const int MostBytes = 15;

    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;

    /// <summary>Version 1, no reserved bit set, no dictionary, a block size that there is.</summary>
    public bool IsKnown => (Flags & 0b1100_0011) == 0b0100_0000 && (BlockSize & 0b1000_1111) == 0 && BlockSize >> 4 >= 4;

    public bool HasBlockChecksums => (Flags & 0b1_0000) != 0;

    public bool HasContentChecksum => (Flags & 0b100) != 0;

    /// <summary>The descriptor's length, its checksum's byte with it.</summary>
    public int Bytes => (Flags & 0b1000) != 0 ? 11 : 3;

    /// <summary>64 KiB to 4 MiB.</summary>
    public int MostBlockBytes => 1 << (8 + (2 * (BlockSize >> 4)));

    /// <summary>The second byte of the xxHash-32 of fewer than 16 bytes.</summary>
    public static byte Checksum(ReadOnlySpan<byte> bytes)
    {
        var hash = Prime5 + (uint)bytes.Length;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            hash = BitOperations.RotateLeft(hash + (BinaryPrimitives.ReadUInt32LittleEndian(bytes) * Prime3), 17) * Prime4;
        }

        foreach (var each in bytes)
        {
            hash = BitOperations.RotateLeft(hash + (each * Prime5), 11) * 2654435761;
        }

        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return (byte)((hash ^ (hash >> 16)) >> 8);
    }
}
