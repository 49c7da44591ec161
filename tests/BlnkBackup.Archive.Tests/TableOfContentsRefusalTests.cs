using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests;

public sealed class TableOfContentsRefusalTests
{
    private static readonly int EntriesStart = new SampleArchive(16).ContentsLength;

    [Fact]
    public Task A_dump_id_may_stand_once()
    {
        var source = new SampleArchive(16) { Entries = [new(5, "SCHEMA", "a"), new(5, "SCHEMA", "b")] };
        var secondStart = (source with { Entries = [source.Entries[0]] }).ContentsLength;

        return Refusal.ExpectAsync(source, secondStart, "an entry with a dump id of its own", "5 for the second time");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public Task A_dump_id_is_1_or_more(int dumpId) => Refusal.ExpectAsync(
        new SampleArchive(16) { Entries = [new(dumpId, "SCHEMA", "a")] }, EntriesStart, "an entry's dump id of 1 or more", $"{dumpId}");

    [Fact]
    public Task A_negative_number_of_entries_is_refused()
    {
        var source = new SampleArchive(16).ToBytes();
        (source[^5], source[^4]) = (1, 2);

        return Refusal.ExpectAsync(source, EntriesStart - 5, "a number of entries", "-2");
    }

    [Fact]
    public Task An_offset_state_is_1_to_3()
    {
        var source = new SampleArchive(16) { Entries = [new(5, "SCHEMA", "a") { OffsetState = 4 }] };

        return Refusal.ExpectAsync(source, source.ContentsLength - 9, "the state of an entry's offset (1 to 3)", "4");
    }

    [Fact]
    public Task An_oid_is_a_number()
    {
        var source = new SampleArchive(16) { Entries = [new(5, "SCHEMA", "a") { Oid = "x1" }] };

        return Refusal.ExpectAsync(source, EntriesStart + 5 + 5 + 9, "an entry's oid", "'x1'");
    }

    [Fact]
    public Task A_string_of_a_length_below_NULL_is_refused()
    {
        var source = new SampleArchive(16) { Entries = [new(5, "SCHEMA", "a")] }.ToBytes();
        source[EntriesStart + 10] = 1;

        return Refusal.ExpectAsync(source, EntriesStart + 10, "an entry's catalog oid (a length of -1 or more)", "the length -4");
    }
}
