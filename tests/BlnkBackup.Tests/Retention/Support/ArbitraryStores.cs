using BlnkBackup.Retention;
using BlnkBackup.Storage;
using BlnkBackup.Tests.Support;
using CsCheck;

namespace BlnkBackup.Tests.Retention.Support;

/// <summary>Stores of any backups over three years, in any order, some unfinished, some of a time still to come, with any rules.</summary>
internal static class ArbitraryStores
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int Minutes = 3 * 365 * 24 * 60;

    public static readonly Gen<RetentionRules> Rules =
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 60], Gen.Int[0, 500], (daily, weekly, monthly) => new RetentionRules(daily, weekly, monthly));

    public static readonly Gen<DateTimeOffset> Time = Gen.OneOf(Gen.Int[0, Minutes], Gen.Int[Minutes - (40 * 24 * 60), Minutes])
        .Select(minutes => Start.AddMinutes(minutes));

    public static readonly Gen<StoredBackup[]> Backups = Gen.Select(Time, Gen.Int[0, 3], (time, draw) => SampleBackups.At(time, finished: draw > 0))
        .Array[0, 60].Select(backups => backups.DistinctBy(backup => backup.Key).ToArray());
}
