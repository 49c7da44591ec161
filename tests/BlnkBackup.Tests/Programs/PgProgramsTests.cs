using BlnkBackup.Failures;
using BlnkBackup.Programs;
using BlnkBackup.Tests.Support;

namespace BlnkBackup.Tests.Programs;

public sealed class PgProgramsTests : IDisposable
{
    // Majors that no machine has installed, so that only the folder of the test is found.
    private readonly FakeProgram bundled = FakeProgram.Write("91/pg_dump", "exit 0");

    public void Dispose() => bundled.Dispose();

    [Fact]
    public void The_program_of_the_very_major_is_taken()
    {
        var wanted = bundled.Add("92/pg_dump", "exit 0");
        bundled.Add("93/pg_dump", "exit 0");
        Assert.Equal(new PgProgram(wanted, 92), Programs().Find("pg_dump", 92));
    }

    [Fact]
    public void Without_it_the_next_newer_is_taken()
    {
        bundled.Add("95/pg_dump", "exit 0");
        Assert.Equal(95, Programs().Find("pg_dump", 92).Major);
    }

    [Fact]
    public void Only_older_ones_are_refused_with_what_is_there_and_what_to_do()
    {
        var refused = Assert.Throws<BackupException>(() => Programs().Find("pg_dump", 92));
        Assert.Equal(FailureKind.ConfigurationInvalid, refused.Kind);
        Assert.Contains("PostgreSQL 92 needs pg_dump 92 or newer", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"91 ({bundled.Path})", refused.Message, StringComparison.Ordinal);
        Assert.Contains("PG_BIN_DIR", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_on_PATH_is_asked_for_its_version()
    {
        using var onPath = FakeProgram.Write("pg_dump", "echo 'pg_dump (PostgreSQL) 94.1 (Somebody 94.1-1)'");
        Assert.Equal(new PgProgram(onPath.Path, 94), Programs(path: $"/nowhere:{onPath.Folder}").Find("pg_dump", 93));
    }

    [Fact]
    public void A_folder_that_is_no_major_is_passed_over()
    {
        bundled.Add("latest/pg_dump", "exit 0");
        Assert.Equal(91, Programs().Find("pg_dump", 91).Major);
    }

    private PgPrograms Programs(string path = "") => new(bundled.Folder, name => name == "PATH" ? path : null);
}
