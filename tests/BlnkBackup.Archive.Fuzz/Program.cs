using System.Globalization;
using BlnkBackup.Archive.Fuzz;
using SharpFuzz;

// See docs/fuzzing.md. Whatever breaks the contract throws, which is a crash to a fuzzer and an exit code to a shell.
switch (args)
{
    case ["afl"]:
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            ArchiveContract.CheckParts(input.ToArray());
        });
        return 0;

    case ["libfuzzer"]:
        Fuzzer.LibFuzzer.Run(input => ArchiveContract.CheckParts(input.ToArray()));
        return 0;

    case ["--random", var seconds, .. var rest]:
        var seed = rest is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
        return RandomRun.For(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), seed) ? 0 : 1;

    case ["--seeds", var folder]:
        SeedCorpus.WriteTo(folder);
        return 0;

    case ["--replay", .. var files] when files.Length > 0:
        foreach (var file in files)
        {
            Console.WriteLine($"{file}: {ArchiveContract.Check(File.ReadAllBytes(file))}");
        }

        return 0;

    default:
        Console.Error.WriteLine("afl | libfuzzer | --random SECONDS [SEED] | --seeds FOLDER | --replay FILE…");
        return 2;
}
