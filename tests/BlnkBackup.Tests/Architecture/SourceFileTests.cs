using BlnkBackup.Tests.Architecture.Support;

namespace BlnkBackup.Tests.Architecture;

/// <summary>One idea a file, the file named after it.</summary>
public sealed class SourceFileTests
{
    private const int MostLines = 200;
    private const int MostTypes = 3;

    [Fact]
    public void A_file_is_named_as_its_first_type() =>
        Assert.Empty(
            from source in Repository.Sources
            where source.Name != "Program" && source.TopLevelTypes.FirstOrDefault() != source.Name
            select $"{source} declares {source.TopLevelTypes.FirstOrDefault() ?? "no type"} first");

    [Fact]
    public void A_file_declares_a_few_types_at_most() =>
        Assert.Empty(
            from source in Repository.Sources
            where source.TopLevelTypes.Count() > MostTypes
            select $"{source} declares {string.Join(", ", source.TopLevelTypes)}");

    [Fact]
    public void A_file_is_read_in_one_go() =>
        Assert.Empty(
            from source in Repository.Sources
            where source.Lines.Count > MostLines
            select $"{source} has {source.Lines.Count} lines");

    [Fact]
    public void A_namespace_is_the_folder() =>
        Assert.Empty(
            from source in Repository.Sources
            let folder = string.Join('.', Path.GetDirectoryName(source.Path)!.Split('/').Skip(1))
            where source.Name != "Program" && !source.Lines.Contains($"namespace {folder};")
            select $"{source} is not in the namespace {folder}");

    [Fact]
    public void There_are_sources_to_judge() => Assert.Contains(Repository.Sources, source => source.Name == "BackupRun");
}
