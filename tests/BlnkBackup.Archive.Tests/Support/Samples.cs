using System.Text;

namespace BlnkBackup.Archive.Tests.Support;

/// <summary>Samples that many tests start from.</summary>
internal static class Samples
{
    // Rows are drawn from these: making new ones for every text would be most of the tests' time.
    private static readonly byte[][] Rows = [.. Enumerable.Range(0, 3000).Select(row => Encoding.UTF8.GetBytes(
        $"{row}\ttxn_{Convert.ToHexString(Noise(16, row))}\t{row * 7919}\tUSD\tAPPLIED\t\\N\n"))];

    /// <summary>Something of everything: rows, no rows, no columns, odd names, large objects of all sizes, entries without data.</summary>
    public static SampleArchive Varied(int minor) => new SampleArchive(minor)
        .WithStatement("ENCODING", "ENCODING", "SET client_encoding = 'UTF8';\n")
        .WithStatement("SCHEMA", "blnk")
        .WithTable("ledgers", "1\tgeneral\t\\N", "2\tA row of Zürich\t{\"a\": \"b\\\\nc\"}")
        .WithTable("no rows")
        .WithTable("no columns", "", "", "")
        .WithTable("a \"name\"\nof two lines, Ünïcödé 🐘; --", "x")
        .WithTable("", "the table without a name")
        .WithStatement("CONSTRAINT", null)
        .WithLargeObjects(new(0x7fffffff, Noise(40_000)), new(0x80000000, 1), new(0x80000001), new(0xffffffff, "last\\."u8.ToArray()), new(5))
        .WithTable("after", Enumerable.Range(0, 500).Select(row => $"{row}\t{row * 37}\t{row % 7}"))
        .WithLargeObjects()
        .WithLargeObjects(new LargeObject(77, "a group of its own, as pg_dump 17 makes them"u8.ToArray()))
        .WithStatement("FK CONSTRAINT", "fk");

    /// <summary>A few hundred bytes with rows and large objects, for tests that take every byte of it in turn.</summary>
    public static SampleArchive Small(int minor) => new SampleArchive(minor)
        .WithStatement("SCHEMA", "s")
        .WithTable("t", "1\ta", "2\tb")
        .WithLargeObjects(new(9, 1, 2, 3), new(10))
        .WithTable("u");

    /// <summary>Bytes that do not compress, the same at every call.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>COPY text of exactly <paramref name="length"/> bytes, terminator included; one chunk a row.</summary>
    public static IReadOnlyList<byte[]> Text(int length, int seed = 1)
    {
        var random = new Random(seed);
        var chunks = new List<byte[]>();
        var left = length - SampleArchive.Terminator.Length;
        for (var row = Rows[0]; left > row.Length; row = Rows[random.Next(Rows.Length)])
        {
            chunks.Add(row);
            left -= row.Length;
        }

        return [.. chunks, Encoding.UTF8.GetBytes(new string('z', left - 1) + "\n"), SampleArchive.Terminator];
    }
}
