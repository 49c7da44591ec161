namespace BlnkBackup.EmbeddedS3.Buckets;

/// <summary>S3's order of keys: that of their UTF-8 bytes. UTF-16's differs where a key leaves the first 65,536 code points.</summary>
sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (one, other) = (x ?? "", y ?? "");
        var same = one.AsSpan().CommonPrefixLength(other);
        if (same == one.Length || same == other.Length) return one.Length.CompareTo(other.Length);
        var (a, b) = (one[same], other[same]);
        // Surrogates stand for code points above every other character.
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}
