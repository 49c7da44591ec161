namespace BlnkBackup.Api.Tests.Support;

/// <summary>One header of a request.</summary>
internal sealed record Header(string Name, string Value)
{
    public static Header BlnkKey(string key) => new("X-Blnk-Key", key);

    public static Header Authorization(string value) => new("Authorization", value);
}
