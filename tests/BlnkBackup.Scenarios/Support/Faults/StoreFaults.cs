using BlnkBackup.EmbeddedS3.Faults;
using BlnkBackup.Failures;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>What goes wrong at S3 or on the way to it.</summary>
public static class StoreFaults
{
    private const string Create = "CreateMultipartUpload";
    private const string Part = "UploadPart";
    private const string Complete = "CompleteMultipartUpload";
    private const string Abort = "AbortMultipartUpload";
    private const string Head = "HeadObject";

    // The receipt's.
    private const string Put = "PutObject";

    public static Fault Drawn(Draw draw) => draw.Number(0, 9) switch
    {
        <= 5 => Passing(draw, draw.Of(Create, Part, Part, Complete, Complete, Head, Put)),
        6 => Lasting(draw, draw.Of(Create, Part, Complete, Put), FaultAction.AccessDenied, "AccessDenied"),
        7 => Lasting(draw, draw.Of(Part, Complete, Put), FaultAction.ExpiredToken, "ExpiredToken"),
        8 => draw.Chance(0.5)
            ? Lasting(draw, Complete, new FaultAction.ErrorIn200("InternalError", Processed: draw.Chance(0.5)), "error in a 200")
            : Lasting(draw, Head, FaultAction.AccessDenied, "AccessDenied"),
        _ => draw.Chance(0.3)
            ? Lasting(draw, draw.Of(Create, Part), FaultAction.SlowDown, "SlowDown")
            : Passing(draw, Part),
    };

    /// <summary>An abort that does not go through at once; of use beside a fault that ends the run.</summary>
    public static Fault AtAbort(Draw draw) => Passing(draw, Abort);

    private static Fault Passing(Draw draw, string operation)
    {
        var (name, action) = draw.Number(0, 9) switch
        {
            0 => ("SlowDown", FaultAction.SlowDown),
            1 => ("InternalError", FaultAction.InternalError),
            2 => ("InternalError, processed", new FaultAction.Answer(500, "InternalError", Processed: true)),
            3 => ("reset before", FaultAction.ResetBefore),
            4 => ("reset mid-body", FaultAction.ResetMidBody),
            5 or 6 => ("lost answer", FaultAction.LoseAnswer),
            7 => ("slow answer", new FaultAction.Delay(TimeSpan.FromMilliseconds(draw.Magnitude(800)))),
            8 when operation is Create or Complete => ("truncated answer", new FaultAction.CutBody(draw.Number(0, 60))),
            9 when operation == Complete => ("error in a 200", new FaultAction.ErrorIn200("InternalError", Processed: draw.Chance(0.5))),
            // HEAD's refusals have no body, and so no code.
            _ when operation != Head => ("RequestTimeout", new FaultAction.Answer(400, "RequestTimeout")),
            _ => ("SlowDown", FaultAction.SlowDown),
        };
        int[] occurrences = draw.Chance(0.3) ? [1, 2] : [draw.Number(1, operation == Part ? 3 : 1)];
        return new Fault($"{operation}: {name}", run => run.Store.Faults.Add(operation, action, occurrences))
        {
            Passes = true,
            Kinds = [FailureKind.UploadFailed],
        };
    }

    private static Fault Lasting(Draw draw, string operation, FaultAction action, string name)
    {
        int[] occurrences = operation == Part ? [.. Enumerable.Range(draw.Number(1, 3), 40)] : [];
        return new Fault($"{operation}: {name} for good", run => run.Store.Faults.Add(operation, action, occurrences))
        {
            Kinds = [FailureKind.UploadFailed, FailureKind.CredentialsInvalid],
            LeavesUnknown = operation == Head,
            LeavesUnfinished = operation == Put,
            // Which parts there are is not known beforehand, and a completion may take effect behind its error.
            Forbids = operation != Part && action is not FaultAction.ErrorIn200,
        };
    }
}
