using BlnkBackup.Configuration;

namespace BlnkBackup.Tests.Configuration.Support;

/// <summary>What a refusal said.</summary>
static class Refusal
{
    /// <summary>The one problem that reading it meets.</summary>
    public static string Of(Func<object?> read) => Assert.Single(AllOf(read));

    public static IReadOnlyList<string> AllOf(Func<object?> read)
    {
        var refusal = Assert.Throws<ConfigurationException>(read);
        Assert.All(refusal.Problems, problem =>
        {
            Assert.Contains("\n- " + problem, refusal.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", problem, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', problem);
        });
        return refusal.Problems;
    }
}
