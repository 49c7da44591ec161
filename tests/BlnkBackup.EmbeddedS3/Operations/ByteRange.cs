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
        var (before, behind) = (header[unit.Length..dash], header[(dash + 1)..]);
        if (!(before + behind).All(char.IsAsciiDigit)) return null;
        var (from, to) = (Number(before), Number(behind));
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

    /// <summary>Null where there is none; what does not fit is beyond every object.</summary>
    static long? Number(string digits) => digits.Length == 0
        ? null
        : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;

    static S3Exception Unsatisfiable(string range, long length) => new(416, "InvalidRange", "The requested range is not satisfiable",
        ("RangeRequested", range), ("ActualObjectSize", $"{length}"))
    {
        Headers = [("Content-Range", $"bytes */{length}")],
    };
}
