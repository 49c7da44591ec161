using System.Buffers.Binary;

namespace BlnkBackup.Archive.Fuzz;

/// <summary>Changes an input in a few places, in the ways that hurt parsers.</summary>
internal static class Mutation
{
    private const int MostChanges = 6;
    private const int MostBytes = 4096;

    private static readonly int[] HurtfulInts = [0, 1, -1, 2, 127, 255, 256, 4096, 1 << 20, 1 << 30, int.MaxValue, int.MinValue, int.MaxValue - 1];

    public static byte[] Of(byte[] input, IReadOnlyList<byte[]> others, Random random)
    {
        var bytes = new List<byte>(input);
        for (var changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            Change(bytes, others, random);
        }

        return [.. bytes.Take(MostBytes)];
    }

    private static void Change(List<byte> bytes, IReadOnlyList<byte[]> others, Random random)
    {
        var position = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 32), bytes.Count - position);
        switch (random.Next(9))
        {
            case 0 when position < bytes.Count:
                bytes[position] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when position < bytes.Count:
                bytes[position] = (byte)random.Next(256);
                break;
            case 2:
                bytes.Insert(position, (byte)random.Next(256));
                break;
            case 3:
                bytes.RemoveRange(position, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(position, length));
                break;
            case 5:
                bytes.RemoveRange(position, bytes.Count - position);
                break;
            case 6:
                var other = others[random.Next(others.Count)];
                bytes.InsertRange(position, other.Skip(random.Next(other.Length + 1)).Take(random.Next(200)));
                break;
            case 7:
                bytes.InsertRange(position, Int(random));
                break;
            case 8 when position + 5 <= bytes.Count:
                bytes.RemoveRange(position, 5);
                bytes.InsertRange(position, Int(random));
                break;
        }
    }

    // As the format writes an int; now and then with a sign that is none.
    private static byte[] Int(Random random)
    {
        var bytes = new byte[5];
        bytes[0] = (byte)random.Next(random.Next(4) == 0 ? 256 : 2);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), HurtfulInts[random.Next(HurtfulInts.Length)]);
        return bytes;
    }
}
