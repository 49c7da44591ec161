namespace BlnkBackup.Configuration;

/// <summary>One S3 object tag.</summary>
/// <param name="Key">1 to 128 characters.</param>
/// <param name="Value">0 to 256 characters.</param>
public sealed record ObjectTag(string Key, string Value);
