using System.Text.RegularExpressions;
using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

public sealed class NameTests
{
    private static readonly string[] SayingNothing =
        ["Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Data", "Processor", "Service", "Services"];

    public static TheoryData<string, string[]> Declarations => new()
    {
        { "public sealed partial class One<T>(int x) : Two", ["One"] },
        { "internal readonly record struct One(int X);", ["One"] },
        { "record One;\nenum Two { Three }", ["One", "Two"] },
        { "public delegate Task<IReadOnlyList<int>> One(int x);", ["One"] },
        { "[Flags] internal enum One : byte\n{\n}", ["One"] },
        { "// class One of two\n/// record One\nvar text = \"class One {\";", [] },
        { "var text = \"\"\"\n    class One\n    \"\"\";\nstatic class Two", ["Two"] },
        { "class One\n{\n    private sealed class Two : Three\n    {\n    }\n}", ["One", "Two"] },
    };

    [Fact]
    public void No_type_is_named_with_a_word_that_says_nothing() =>
        Assert.Empty(
            from source in Repository.Sources
            from type in source.Types
            where Words(type).Intersect(SayingNothing).Any()
            select $"{source}: {type}");

    [Theory]
    [InlineData("PartData", "Part Data")]
    [InlineData("IUploadManager", "I Upload Manager")]
    [InlineData("Database", "Database")]
    [InlineData("S3Clients", "S3 Clients")]
    public void A_name_is_read_word_by_word(string name, string words) => Assert.Equal(words.Split(' '), Words(name));

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Types_are_found_where_they_are_declared(string text, string[] types) =>
        Assert.Equal(types, new SourceFile("src/Sample.cs", text.Split('\n')).Types);

    private static IEnumerable<string> Words(string name) => Regex.Matches(name, "[A-Z][a-z0-9]*").Select(word => word.Value);
}
