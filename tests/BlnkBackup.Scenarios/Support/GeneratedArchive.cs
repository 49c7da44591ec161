using System.Globalization;
using System.Text;
using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Scenarios.Support;

/// <summary>
/// What pg_dump would write to a pipe for tables of any size, made up as it is read: a chunk for each row, and in every run of
/// rows one that no other run has.
/// </summary>
internal sealed class GeneratedArchive : SourceStream
{
    private const int RunBytes = 1 << 20;
    private const int IntBytes = 5;
    private const int BlockStartBytes = 1 + IntBytes;
    private const int NumberDigits = 16;

    private readonly SampleArchive empty;
    private readonly byte[] run;
    private readonly IEnumerator<ReadOnlyMemory<byte>> pieces;
    private ReadOnlyMemory<byte> rest;

    /// <summary>An archive of version 1.16 with at least so many bytes of rows.</summary>
    public GeneratedArchive(int tables, long rowBytes)
    {
        (run, RowsPerRun) = MakeRun();
        RunsPerTable = (rowBytes / tables / (run.Length - (RowsPerRun * IntBytes))) + 1;
        empty = Enumerable.Range(1, tables).Aggregate(
            new SampleArchive(16), (archive, table) => archive.WithTable($"table_{table}"));
        pieces = Pieces().GetEnumerator();
    }

    public int RowsPerRun { get; }

    public long RunsPerTable { get; }

    /// <summary>The rows of all tables.</summary>
    public long Rows => empty.Blocks.Count * RunsPerTable * RowsPerRun;

    public override int Read(Span<byte> buffer)
    {
        while (rest.IsEmpty)
        {
            if (!pieces.MoveNext())
            {
                return 0;
            }

            rest = pieces.Current;
        }

        var count = Math.Min(rest.Length, buffer.Length);
        rest.Span[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        pieces.Dispose();
        base.Dispose(disposing);
    }

    private IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        var whole = empty.ToBytes();
        yield return whole.AsMemory(0, empty.ContentsLength);
        for (var table = 0; table < empty.Blocks.Count; table++)
        {
            // An empty table's block: its start, then the terminator's chunk and the end.
            var start = empty.OffsetOf(table);
            yield return whole.AsMemory(start, BlockStartBytes);
            for (var number = 0L; number < RunsPerTable; number++)
            {
                ((table * RunsPerTable) + number).TryFormat(
                    run.AsSpan(IntBytes, NumberDigits), out _, $"D{NumberDigits}", CultureInfo.InvariantCulture);
                yield return run;
            }

            yield return whole.AsMemory((start + BlockStartBytes)..empty.OffsetOf(table + 1));
        }
    }

    private static (byte[] Bytes, int Rows) MakeRun()
    {
        var random = new Random(19);
        var bytes = new ArchiveBytes();
        var rows = 0;
        for (; bytes.Length < RunBytes; rows++)
        {
            var row = Encoding.UTF8.GetBytes(
                $"{new string('0', NumberDigits)}\t{rows}\ttxn_{random.NextInt64():x16}\t{random.Next(100_000)}\tUSD\tAPPLIED\t{{\"reference\": \"{random.Next():x8}\"}}\n");
            bytes.Int(row.Length).Raw(row);
        }

        return (bytes.ToArray(), rows);
    }
}
