using System.Globalization;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Operations;

/// <summary>The Range header of a GET: bytes=a-b, bytes=a-, bytes=-n; anything else is ignored, as HTTP has it.</summary>
static class ByteRange
{
    /// <summary>Null for all of the object; 416 where nothing of the object is in the range.</summary>
    public static (long Offset, long Length)? Of(string? header, long length)
    {
        const string unit = "bytes=";
        if (header?.StartsWith(unit, StringComparison.Ordinal) != true || header.Contains(',', StringComparison.Ordinal)) return null;
        var dash = header.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0) return null;
        var (from, to) = (Number(header[unit.Length..dash]), Number(header[(dash + 1)..]));
        switch (from, to)
        {
            case (null, null):
                return null;
            case (null, { } last):
                return last > 0 && length > 0 ? (Math.Max(0, length - last), Math.Min(last, length)) : throw Unsatisfiable(header, length);
            case ({ } first, { } last) when last < first:
                return null;
            case ({ } first, _):
                return first < length ? (first, Math.Min(to ?? long.MaxValue, length - 1) - first + 1) : throw Unsatisfiable(header, length);
        }
    }

    static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static S3Exception Unsatisfiable(string range, long length) => new(416, "InvalidRange", "The requested range is not satisfiable",
        ("RangeRequested", range), ("ActualObjectSize", $"{length}"))
    {
        Headers = [("Content-Range", $"bytes */{length}")],
    };
}
