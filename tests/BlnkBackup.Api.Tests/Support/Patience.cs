namespace BlnkBackup.Api.Tests.Support;

/// <summary>Against what never comes, nothing else: a test fails then instead of hanging.</summary>
internal static class Patience
{
    public static readonly TimeSpan ForAnything = TimeSpan.FromMinutes(1);
}
