namespace BlnkBackup.EmbeddedS3.Faults;

/// <summary>Which requests an action falls on. What is not set matches everything.</summary>
public sealed record FaultRule(FaultAction Action)
{
    /// <summary>S3's name of the operation: UploadPart, CompleteMultipartUpload, HeadObject, ...</summary>
    public string? Operation { get; init; }

    /// <summary>The object's key.</summary>
    public string? Key { get; init; }

    /// <summary>The partNumber of the request.</summary>
    public int? PartNumber { get; init; }

    /// <summary>Which of the matching requests, counted from 1; null for every one.</summary>
    public IReadOnlyCollection<int>? Occurrences { get; init; }

    /// <summary>The chance of each matching request, by the plan's seed.</summary>
    public double Probability { get; init; } = 1;

    internal bool Matches(string operation, string? key, int? partNumber) =>
        (Operation is null || Operation == operation)
        && (Key is null || Key == key)
        && (PartNumber is null || PartNumber == partNumber);
}
