using System.Globalization;
using System.Text.RegularExpressions;

namespace BlnkBackup.Archive.Fuzz;

/// <summary>
/// Fuzzing without a fuzzer: seeds changed at random for some time. Guided a little: an input that is refused in a way not seen
/// before is kept and changed further.
/// </summary>
internal static partial class RandomRun
{
    private const string Failing = "failing-input";

    /// <returns>False where an input broke the contract; it is then in the file "failing-input".</returns>
    public static bool For(TimeSpan duration, int seed)
    {
        var random = new Random(seed);
        var corpus = SeedCorpus.All.Select(each => each.Bytes).ToList();
        var ways = new HashSet<string>();
        var (inputs, encoded, verified) = (0L, 0L, 0L);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < duration)
        {
            var input = Mutation.Of(corpus[random.Next(corpus.Count)], corpus, random);
            (string Encoded, string Verified) outcome;
            try
            {
                outcome = ArchiveContract.Check(input);
            }
            catch (Exception breach)
            {
                File.WriteAllBytes(Failing, input);
                Console.WriteLine($"After {inputs} inputs (seed {seed}) the one in {Failing} broke the contract: {breach}");
                return false;
            }

            inputs++;
            encoded += outcome.Encoded == ArchiveContract.Accepted ? 1 : 0;
            verified += outcome.Verified == ArchiveContract.Accepted ? 1 : 0;
            if (ways.Add(Quoted().Replace(Number().Replace($"{outcome}", "#"), "'…'")))
            {
                corpus.Add(input);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{inputs} inputs survived (seed {seed}): {encoded} encoded, {verified} verified, {ways.Count} ways through"));
        return true;
    }

    [GeneratedRegex("[0-9A-F]{2,}|-?[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();
}
