using BlnkBackup.Programs;

namespace BlnkBackup.Tests.Programs;

public sealed class ErrorTailTests
{
    [Fact]
    public void Few_words_are_kept_as_they_are() =>
        Assert.Equal("pg_dump: error: no\npg_dump: hint: yes", Of("pg_dump: error: no\n", "pg_dump: hint: yes\n"));

    [Fact]
    public void A_query_that_names_thousands_of_tables_does_not_push_out_what_is_wrong()
    {
        var tables = string.Join(", ", Enumerable.Range(1, 4000).Select(table => $"many.table_{table}"));
        var kept = Of("pg_dump: error: query failed: ERROR:  out of shared memory\n", $"pg_dump: detail: Query was: LOCK TABLE {tables}\n", "last");
        Assert.StartsWith("pg_dump: error: query failed: ERROR:  out of shared memory\npg_dump: detail: Query was: LOCK TABLE many.table_1,", kept, StringComparison.Ordinal);
        Assert.EndsWith("…\nlast", kept, StringComparison.Ordinal);
        Assert.InRange(kept.Length, 1_000, 1_200);
    }

    [Fact]
    public void A_long_line_is_cut_at_the_same_place_however_it_arrives() =>
        Assert.Equal(Of(new string('x', 5_000)), Of([.. Enumerable.Repeat("xx", 2_500)]));

    [Fact]
    public void Of_many_lines_the_last_are_kept()
    {
        var kept = Of([.. Enumerable.Range(1, 5_000).Select(line => $"complaint {line}\n")]);
        Assert.EndsWith("\ncomplaint 5000", kept, StringComparison.Ordinal);
        Assert.InRange(kept.Length, 10_000, 16 * 1024);
    }

    private static string Of(params string[] texts)
    {
        var tail = new ErrorTail();
        foreach (var text in texts)
        {
            tail.Append(text);
        }

        return tail.ToString();
    }
}
