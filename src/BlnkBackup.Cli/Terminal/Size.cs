using System.Globalization;

namespace BlnkBackup.Cli.Terminal;

/// <summary>Sizes for people: 812 B, 3.4 MiB.</summary>
internal static class Size
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Of(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        // 1023.95 would be written as 1024.0.
        while (Math.Round(size, unit == 0 ? 0 : 1, MidpointRounding.AwayFromZero) >= 1024 && unit < Units.Length - 1)
        {
            (size, unit) = (size / 1024, unit + 1);
        }

        return size.ToString(unit == 0 ? "F0" : "F1", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
