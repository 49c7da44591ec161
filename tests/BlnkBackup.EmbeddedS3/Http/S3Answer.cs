using System.Xml.Linq;
using BlnkBackup.EmbeddedS3.Buckets;

namespace BlnkBackup.EmbeddedS3.Http;

/// <summary>What an operation answers. At most one of Xml and Body is set.</summary>
sealed class S3Answer(int status = 200)
{
    public int Status { get; } = status;

    public List<(string Name, string Value)> Headers { get; } = [];

    public XElement? Xml { get; init; }

    /// <summary>An object's bytes, of which Range is sent.</summary>
    public StoredBody? Body { get; init; }

    public (long Offset, long Length) Range { get; init; }

    /// <summary>For the log of requests.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>White space goes first, as when S3 kept a connection alive during a long Complete.</summary>
    public bool LeadingSpace { get; init; }

    /// <summary>Set by a fault: send so many bytes of Body or Xml and break the connection.</summary>
    public long? CutAfter { get; set; }

    public S3Answer With(string name, string? value)
    {
        if (value is not null) Headers.Add((name, value));
        return this;
    }

    public static S3Answer Error(S3Exception error, S3Request request, string hostId)
    {
        var document = new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message));
        foreach (var (element, value) in error.Details) document.Add(new XElement(element, value));
        document.Add(
            new XElement("Resource", request.Path),
            new XElement("RequestId", request.RequestId),
            new XElement("HostId", hostId));
        var answer = new S3Answer(error.Status)
        {
            Xml = document,
            ErrorCode = error.Code,
            LeadingSpace = error.Status == 200,
        };
        answer.Headers.AddRange(error.Headers);
        return answer;
    }
}
