namespace BlnkBackup.EmbeddedS3.Http;

/// <summary>A refusal in S3's terms: what the error answer says.</summary>
sealed class S3Exception(int status, string code, string message, params (string Element, string Value)[] details)
    : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>Further elements of the error document.</summary>
    public IReadOnlyList<(string Element, string Value)> Details => details;

    /// <summary>Headers beside the document, such as a 412's none or a 416's Content-Range.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
