namespace BlnkBackup.Storage;

/// <summary>How large each part of an upload is, so that 10,000 parts hold whatever the database becomes.</summary>
/// <remarks>
/// The first 5,000 parts are of one size: 8 MiB, or more where the database's size asks for it. After them the size doubles
/// every 500 parts, up to S3's largest part. With 8 MiB at first all parts together hold 6 TiB, which is 160 times what was
/// expected; for a database of 1 TiB 16 TiB; from one of 48.8 TiB on every part is of 5 GiB, and S3's largest object is reached.
/// Source: Amazon S3 user guide, "Amazon S3 multipart upload limits".
/// </remarks>
internal sealed record PartPlan
{
    public const int MostParts = 10_000;
    public const long LeastPartBytes = 5L << 20;
    public const long MostPartBytes = 5L << 30;
    public const long MostObjectBytes = MostParts * MostPartBytes;

    private const long Granule = 8L << 20;
    private const int PartsOfOneSize = 5_000;
    private const int PartsPerDoubling = 500;

    private PartPlan(long firstPartBytes) => FirstPartBytes = firstPartBytes;

    /// <summary>The size of each of the first 5,000 parts, in bytes: a multiple of 8 MiB.</summary>
    public long FirstPartBytes { get; }

    /// <summary>All that the parts can hold, in bytes.</summary>
    public long CapacityBytes => Enumerable.Range(1, MostParts).Sum(BytesOf);

    /// <summary>The plan for a database of a size.</summary>
    /// <param name="databaseBytes">Its size on disk with indexes: compressed, it is expected to fill half of that at most.</param>
    public static PartPlan For(long databaseBytes)
    {
        var wanted = databaseBytes / 2 / PartsOfOneSize;
        var granules = Math.Max(1, (wanted + Granule - 1) / Granule);
        return new PartPlan(Math.Min(granules * Granule, MostPartBytes));
    }

    /// <summary>The size of part <paramref name="number"/> (1 to 10,000), in bytes; the last part of an upload may be smaller.</summary>
    public long BytesOf(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MostParts);
        var doublings = number <= PartsOfOneSize ? 0 : ((number - PartsOfOneSize - 1) / PartsPerDoubling) + 1;
        return Math.Min(FirstPartBytes << doublings, MostPartBytes);
    }
}
