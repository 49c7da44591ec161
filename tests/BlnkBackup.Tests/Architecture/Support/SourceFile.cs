using System.Text.RegularExpressions;

namespace BlnkBackup.Tests.Architecture.Support;

/// <summary>A C# file: its lines, and the types it declares, read without a compiler.</summary>
/// <param name="Path">From the root.</param>
/// <param name="Lines">All of them.</param>
internal sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The types at the top of the file, in order; namespaces are file-scoped, so these are not indented.</summary>
    public IEnumerable<string> TopLevelTypes => Declared().Where(type => !type.Nested).Select(type => type.Name);

    /// <summary>All types, nested ones too.</summary>
    public IEnumerable<string> Types => Declared().Select(type => type.Name);

    public static SourceFile Read(string path) => new(path, Repository.Read(path).TrimEnd('\n').Split('\n'));

    public override string ToString() => Path;

    private IEnumerable<(string Name, bool Nested)> Declared() =>
        Declaration().Matches(Strings().Replace(string.Join('\n', Lines), "\"\""))
            .Select(match => (match.Groups["name"].Value, match.Groups["indent"].Length > 0));

    // A raw string may hold text that reads like a declaration.
    [GeneratedRegex("\"{3,}.*?\"{3,}", RegexOptions.Singleline)]
    private static partial Regex Strings();

    [GeneratedRegex(
        """
        ^(?<indent>\ *)(?:\[[^\n]*?\]\ *)?
        (?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe|new)\ +)*
        (?:(?:class|struct|interface|enum|record\ +class|record\ +struct|record)\ +(?<name>[A-Za-z_]\w*)\ *(?=[\n<({:;]|\bwhere\b|$)
          |delegate\ +[^\n(]+?\ +(?<name>[A-Za-z_]\w*)(?:<[^(\n]*>)?\()
        """,
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Declaration();
}
