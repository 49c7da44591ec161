namespace BlnkBackup.EmbeddedS3.Faults;

/// <summary>What goes wrong with a request that a <see cref="FaultRule"/> matches.</summary>
public abstract record FaultAction
{
    FaultAction()
    {
    }

    /// <summary>503 SlowDown.</summary>
    public static FaultAction SlowDown { get; } = new Answer(503, "SlowDown", "Please reduce your request rate.");

    /// <summary>500 InternalError.</summary>
    public static FaultAction InternalError { get; } =
        new Answer(500, "InternalError", "We encountered an internal error. Please try again.");

    /// <summary>400 ExpiredToken, as S3 answers when temporary credentials ran out.</summary>
    public static FaultAction ExpiredToken { get; } = new Answer(400, "ExpiredToken", "The provided token has expired.");

    /// <summary>403 AccessDenied.</summary>
    public static FaultAction AccessDenied { get; } = new Answer(403, "AccessDenied", "Access Denied");

    /// <summary>The connection is reset before any of the body is read.</summary>
    public static FaultAction ResetBefore { get; } = new Reset(ResetMoment.BeforeBody);

    /// <summary>The connection is reset in the middle of the request's body.</summary>
    public static FaultAction ResetMidBody { get; } = new Reset(ResetMoment.MidBody);

    /// <summary>The request takes effect, but its answer is lost.</summary>
    public static FaultAction LoseAnswer { get; } = new Reset(ResetMoment.AfterProcessing);

    /// <summary>An error answer; with <paramref name="Processed"/> the request took effect all the same.</summary>
    public sealed record Answer(int Status, string Code, string Message = "Injected fault", bool Processed = false) : FaultAction;

    /// <summary>The connection is reset.</summary>
    public sealed record Reset(ResetMoment Moment) : FaultAction;

    /// <summary>The request waits this long by the server's TimeProvider, then goes on.</summary>
    public sealed record Delay(TimeSpan Time) : FaultAction;

    /// <summary>The request waits until the test completes the task, then goes on: a delay without a clock.</summary>
    public sealed record Hold(Task Until) : FaultAction;

    /// <summary>
    /// Status 200, white space, then an error as the body, as CompleteMultipartUpload can answer.
    /// With <paramref name="Processed"/> the upload was completed all the same.
    /// </summary>
    public sealed record ErrorIn200(string Code, string Message = "Injected fault", bool Processed = false) : FaultAction;

    /// <summary>The answer's body, an object's or a document, breaks off after so many bytes, though Content-Length promised all.</summary>
    public sealed record CutBody(long AfterBytes) : FaultAction;

    /// <summary>The answer's x-amz-checksum-* is that of other bytes.</summary>
    public sealed record WrongChecksum : FaultAction;
}

/// <summary>When a connection is reset.</summary>
public enum ResetMoment
{
    /// <summary>Before the request's body is read: nothing takes effect.</summary>
    BeforeBody,

    /// <summary>Half-way through the request's body: nothing takes effect. Without a body, as BeforeBody.</summary>
    MidBody,

    /// <summary>When the request has taken effect.</summary>
    AfterProcessing,
}
