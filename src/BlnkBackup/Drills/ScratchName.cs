using System.Globalization;
using System.Security.Cryptography;

namespace BlnkBackup.Drills;

/// <summary>The name of a scratch database: <c>blnk_drill_YYYYMMDD_HHMMSS_xxxxxxxx</c>, the time in UTC, then a random number.</summary>
/// <param name="Time">When its drill started, in UTC, to the second.</param>
/// <param name="Number">What tells it from those of the same second.</param>
internal readonly record struct ScratchName(DateTimeOffset Time, uint Number)
{
    /// <summary>What every name begins with.</summary>
    public const string Start = "blnk_drill_";

    private const string TimeFormat = "yyyyMMdd_HHmmss";
    private const int NumberDigits = 8;

    // No drill takes longer; and one that does is in its database, which then is not dropped.
    private static readonly TimeSpan LongestDrill = TimeSpan.FromHours(24);

    /// <summary>A name that no database has.</summary>
    public static ScratchName Next(DateTimeOffset now) => new(now, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))));

    /// <summary>True for the name of a drill's database that its drill, killed hard, must have left.</summary>
    public static bool IsLeftover(string name, DateTimeOffset now) => TryParse(name, out var scratch) && now - scratch.Time > LongestDrill;

    /// <summary>Reads a name; false where it is not exactly one of a scratch database.</summary>
    public static bool TryParse(string name, out ScratchName scratch)
    {
        scratch = default;
        if (name.Length != Start.Length + TimeFormat.Length + 1 + NumberDigits
            || !DateTimeOffset.TryParseExact(
                name.AsSpan(Start.Length, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            || !uint.TryParse(name.AsSpan()[^NumberDigits..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        // Whatever is not written as we write it is somebody else's.
        scratch = new ScratchName(time, number);
        return scratch.ToString() == name;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Start}{Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}_{Number:x8}");
}
