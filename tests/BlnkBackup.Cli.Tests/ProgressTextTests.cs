using BlnkBackup.Archive;
using BlnkBackup.Cli.Terminal;

namespace BlnkBackup.Cli.Tests;

public sealed class ProgressTextTests
{
    [Fact]
    public void Progress_names_the_table_what_was_read_and_what_is_to_be_stored()
    {
        var table = new TocEntry(7, HasBlock: true, Oid: 16385, "transactions", "TABLE DATA", "blnk", "COPY …", OffsetState: 1, Offset: 0, OffsetPosition: 99);
        Assert.Equal(
            "TABLE DATA blnk.transactions: 3.0 MiB read, 1.0 MiB to store",
            ProgressText.Of(new EncodingProgress(table, RawBytes: 3 << 20, ArchiveBytes: 1 << 20)));
    }
}
