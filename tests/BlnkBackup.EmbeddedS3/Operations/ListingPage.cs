using BlnkBackup.EmbeddedS3.Buckets;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>One page of a listing: objects in order of their keys, those with a common prefix told as one.</summary>
sealed class ListingPage(string prefix, string delimiter, string after, int limit)
{
    public List<StoredObject> Objects { get; } = [];

    public List<string> CommonPrefixes { get; } = [];

    public int Count => Objects.Count + CommonPrefixes.Count;

    public bool IsTruncated { get; private set; }

    /// <summary>The last key or common prefix of the page: the next page starts after it.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Takes the next object; false where the page is full and there is more.</summary>
    public bool Take(StoredObject stored)
    {
        if (!stored.Key.StartsWith(prefix, StringComparison.Ordinal) || KeyOrder.Instance.Compare(stored.Key, after) <= 0) return true;
        var end = delimiter.Length == 0 ? -1 : stored.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        var common = end < 0 ? null : stored.Key[..(end + delimiter.Length)];

        // A common prefix that an earlier page told of is not told again.
        if (common is not null && (CommonPrefixes.Contains(common) || after == common || after.StartsWith(common, StringComparison.Ordinal))) return true;
        if (Count == limit)
        {
            // S3 calls an empty page that was asked for complete: there is nothing to continue from.
            IsTruncated = limit > 0;
            return false;
        }

        if (common is null) Objects.Add(stored);
        else CommonPrefixes.Add(common);
        Last = common ?? stored.Key;
        return true;
    }
}
