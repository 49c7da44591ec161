using System.Buffers.Binary;

namespace BlnkBackup.EmbeddedS3.Tests.Support;

/// <summary>Bytes of which no two stretches are alike by accident, and their checksums.</summary>
internal static class Pattern
{
    /// <summary>The least S3 takes as a part that is not the last.</summary>
    public const int MinPartBytes = 5 << 20;

    public static byte[] Bytes(int length, int seed = 0)
    {
        var bytes = new byte[length];
        var state = (uint)(seed * 2_654_435_761L) | 1;
        for (var i = 0; i < length; i++)
        {
            state = (state * 1_664_525) + 1_013_904_223;
            bytes[i] = (byte)(state >> 24);
        }

        return bytes;
    }

    public static string Crc32(byte[] bytes)
    {
        var value = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(value, System.IO.Hashing.Crc32.HashToUInt32(bytes));
        return Convert.ToBase64String(value);
    }
}
