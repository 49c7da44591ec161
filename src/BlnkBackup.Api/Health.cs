namespace BlnkBackup.Api;

/// <summary>The body of <c>GET /health</c>.</summary>
/// <param name="Status">Always <c>UP</c>: whoever can answer is.</param>
internal sealed record Health(string Status);
