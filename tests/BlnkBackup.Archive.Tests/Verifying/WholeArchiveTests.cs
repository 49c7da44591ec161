using BlnkBackup.Archive.Tests.Support;

namespace BlnkBackup.Archive.Tests.Verifying;

/// <summary>What is whole is found whole, and counted right.</summary>
public sealed class WholeArchiveTests
{
    [Theory]
    [ClassData(typeof(Combinations))]
    public async Task What_we_store_is_whole_and_holds_what_its_proof_says(int minor, CompressionAlgorithm algorithm)
    {
        var stored = await EncodedArchive.OfAsync(Samples.Varied(minor), Compressions.Fast(algorithm));

        var verified = Verification.Of(stored.Bytes);

        Assert.Equal(stored.Bytes.Length, verified.Length);
        Assert.Equal(
            stored.Proof.Entries.Select(entry => (entry.Entry.DumpId, entry.Offset, Rows(entry), entry.RawBytes)),
            verified.Entries.Select(entry => (entry.Entry.DumpId, entry.Offset, entry.Rows, entry.RawBytes)));
        Assert.Equal(stored.Proof.Rows, verified.Rows);
        Assert.Equal(stored.Bytes.Length - stored.Proof.Contents.Length, verified.Entries.Sum(entry => entry.StoredBytes));
        Assert.Equal([5, 0, 1], verified.Entries.Where(entry => entry.Entry.HoldsLargeObjects).Select(entry => entry.LargeObjects));
        Assert.Equal(algorithm != CompressionAlgorithm.None, verified.HasContentChecksums);
    }

    [Theory]
    [InlineData(CompressionAlgorithm.Gzip)]
    [InlineData(CompressionAlgorithm.Zstd)]
    [InlineData(CompressionAlgorithm.None)]
    public async Task A_table_of_several_slices_is_whole(CompressionAlgorithm algorithm)
    {
        var source = new SampleArchive(16).WithText("large", Samples.Text(9_000_000)).WithTable("small", "1");
        var stored = await EncodedArchive.OfAsync(source, Compressions.Fast(algorithm));

        Assert.Equal(stored.Proof.Rows, Verification.Of(stored.Bytes).Rows);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(16)]
    public void What_pg_dump_writes_to_a_pipe_is_whole_though_no_offset_is_set(int minor)
    {
        var verified = Verification.Of(VerifySamples.Small(minor));

        Assert.Equal([4, null, 0], verified.Entries.Select(entry => entry.Rows));
        Assert.False(verified.HasContentChecksums);
    }

    [Fact]
    public void What_pg_dump_writes_to_a_file_that_is_its_output_is_whole_and_any_bit_of_its_second_contents_counts()
    {
        var once = VerifySamples.Small(16);
        var redirected = VerifySamples.Redirected(once);
        var start = once.ToBytes().Length;

        Assert.Equal(start + once.ContentsLength - once.HeaderLength, redirected.Length);
        Assert.Equal([4, null, 0], Verification.Of(redirected).Entries.Select(entry => entry.Rows));
        Assert.All(Enumerable.Range(start * 8, (redirected.Length - start) * 8), bit =>
        {
            var flipped = redirected.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verification.FindsNothing(flipped));
        });
        Assert.All(Enumerable.Range(start + 1, redirected.Length - start - 1), length => Assert.False(Verification.FindsNothing(redirected[..length])));
        Assert.False(Verification.FindsNothing([.. redirected, 0]));
        Assert.False(Verification.FindsNothing([.. redirected, .. redirected.AsSpan(start)]));
    }

    [Fact]
    public void Rows_dumped_as_INSERT_statements_are_not_counted()
    {
        var table = VerifySamples.OfChunks(CompressionAlgorithm.None, "INSERT INTO t VALUES (1);\n\n\n"u8.ToArray());
        var archive = table with { Entries = [table.Entries[0] with { CopyStatement = null }] };

        var verified = Verification.Of(archive);

        Assert.Null(Assert.Single(verified.Entries).Rows);
        Assert.Equal(28, verified.RawBytes);
    }

    [Fact]
    public void An_archive_without_data_is_whole() => Assert.Empty(Verification.Of(new SampleArchive(16).WithStatement("SCHEMA", "s")).Entries);

    [Fact]
    public void A_source_is_read_in_constant_memory()
    {
        const long bytes = 200_000_000;
        using var source = RepeatingStream.OfRows(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var verified = ArchiveVerification.Verify(source);

        Assert.InRange(verified.RawBytes, bytes / 10 * 9, long.MaxValue);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void A_fault_of_the_source_is_no_damage()
    {
        using var source = new FailingStream(VerifySamples.Small(16).ToBytes()[..300], new IOException("the line is cut"));

        Assert.Equal("the line is cut", Assert.Throws<IOException>(() => ArchiveVerification.Verify(source)).Message);
    }

    private static long? Rows(ArchivedEntry entry) => entry.Entry.HoldsLargeObjects ? null : entry.Rows;
}
