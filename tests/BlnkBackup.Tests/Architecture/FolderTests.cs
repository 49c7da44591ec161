using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

/// <summary>The product's folders, which are its namespaces, lean on each other one way.</summary>
public sealed class FolderTests
{
    [Fact]
    public void No_folder_of_the_product_leans_on_one_that_leans_on_it()
    {
        var leans = Repository.Sources.Where(source => source.Path.StartsWith("src/BlnkBackup/", StringComparison.Ordinal))
            .SelectMany(source => source.Lines.Where(line => line.StartsWith("using BlnkBackup.", StringComparison.Ordinal))
                .Select(line => (From: $"BlnkBackup.{source.Path.Split('/')[2]}", To: line["using ".Length..].TrimEnd(';'))))
            .Where(lean => lean.From != lean.To)
            .ToLookup(lean => lean.From, lean => lean.To);

        Assert.Contains("BlnkBackup.Storage", leans["BlnkBackup.Backups"]);
        Assert.Empty(Circles(leans));
    }

    [Fact]
    public void A_circle_is_found_by_all_who_are_in_it()
    {
        (string From, string To)[] leans = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")];

        Assert.Equal(["a", "b", "c"], Circles(leans.ToLookup(lean => lean.From, lean => lean.To)));
    }

    private static IEnumerable<string> Circles(ILookup<string, string> leans) =>
        leans.Select(from => from.Key).Where(folder => Reached(leans, folder).Contains(folder)).Order(StringComparer.Ordinal);

    private static HashSet<string> Reached(ILookup<string, string> leans, string start)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>(leans[start]);
        while (next.TryPop(out var folder))
        {
            if (reached.Add(folder))
            {
                foreach (var further in leans[folder])
                {
                    next.Push(further);
                }
            }
        }

        return reached;
    }
}
