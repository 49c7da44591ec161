using System.Buffers;

namespace BlnkBackup.EmbeddedS3.Payloads;

/// <summary>How content lies in the bytes of a request body.</summary>
interface IPayloadFraming : IDisposable
{
    /// <summary>Takes what it can and returns where it stopped; the rest comes again with more behind it.</summary>
    SequencePosition Accept(ReadOnlySequence<byte> buffer);

    /// <summary>The body ended. Throws where the framing says that there had to be more.</summary>
    void End();

    /// <summary>The trailing headers that arrived.</summary>
    IReadOnlyDictionary<string, string> Trailers { get; }
}

/// <summary>The body is the content.</summary>
sealed class PlainFraming(BodyIntake intake) : IPayloadFraming
{
    public IReadOnlyDictionary<string, string> Trailers { get; } = new Dictionary<string, string>();

    public SequencePosition Accept(ReadOnlySequence<byte> buffer)
    {
        foreach (var segment in buffer) intake.Append(segment.Span);
        return buffer.End;
    }

    public void End()
    {
    }

    public void Dispose()
    {
    }
}
