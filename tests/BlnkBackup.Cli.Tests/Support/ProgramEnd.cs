namespace BlnkBackup.Cli.Tests.Support;

/// <summary>How a program ended, and all that it printed.</summary>
internal sealed record ProgramEnd(int Code, string Output, string Errors)
{
    /// <summary>That it ended with this code, and printed nothing that is a result.</summary>
    public void AssertFailed(int code)
    {
        Assert.True(Code == code, $"Exit code {Code}, expected {code}: {Output}{Errors}");
        Assert.Equal("", Output);
        Assert.NotEqual("", Errors);
    }

    /// <summary>That it ended well.</summary>
    public void AssertDone() => Assert.True(Code == 0, $"Exit code {Code}: {Output}{Errors}");
}
