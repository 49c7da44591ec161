using BlnkBackup.Programs;

namespace BlnkBackup.Tests.Programs;

public sealed class ChildProgramTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Output_errors_and_exit_code_are_told_apart()
    {
        using var child = Shell("echo out; echo wrong >&2; exit 3");
        using var output = new StreamReader(child.Output);
        Assert.Equal("out\n", await output.ReadToEndAsync(Never));
        Assert.Equal((3, "wrong"), await child.WaitAsync(Never));
    }

    [Fact]
    public async Task Of_endless_errors_only_the_last_are_kept()
    {
        using var child = Shell("i=0; while [ $i -lt 5000 ]; do echo 'a line of complaint' >&2; i=$((i+1)); done; echo last >&2");
        var (_, errors) = await child.WaitAsync(Never);
        Assert.EndsWith("last", errors, StringComparison.Ordinal);
        Assert.InRange(errors.Length, 1_000, 20_000);
    }

    [Fact]
    public async Task A_program_that_is_asked_to_stop_ends_with_the_signal()
    {
        using var child = Shell("echo ready; exec sleep 600");
        Assert.Equal('r', child.Output.ReadByte());
        child.Stop();
        Assert.Equal(128 + 15, (await child.WaitAsync(Never)).Code);
    }

    [Fact]
    public async Task A_program_that_will_not_stop_is_killed()
    {
        using var child = Shell("trap '' TERM; echo ready; while :; do sleep 0.1; done");
        Assert.Equal('r', child.Output.ReadByte());
        child.Stop();
        Assert.Equal(128 + 9, (await child.WaitAsync(Never)).Code);
    }

    [Fact]
    public void A_disposed_program_is_gone()
    {
        int id;
        using (var child = Shell("echo $$; exec sleep 600"))
        {
            using var output = new StreamReader(child.Output);
            id = int.Parse(output.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
        }

        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task A_child_gets_what_it_is_given_and_none_of_our_secrets()
    {
        Environment.SetEnvironmentVariable("BLNK_TEST_SECRET", "hidden");
        using var child = ChildProgram.Start("/usr/bin/env", [], ChildEnvironment.Of([new("PGPASSWORD", "given")]));
        using var output = new StreamReader(child.Output);
        var environment = await output.ReadToEndAsync(Never);
        Assert.Contains("PGPASSWORD=given", environment, StringComparison.Ordinal);
        Assert.Contains("LC_ALL=C", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("BLNK_TEST_SECRET", environment, StringComparison.Ordinal);
    }

    private static ChildProgram Shell(string script) => ChildProgram.Start("/bin/sh", ["-c", script], ChildEnvironment.Of([]));
}
