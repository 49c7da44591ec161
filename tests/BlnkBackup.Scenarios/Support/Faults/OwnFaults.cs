using BlnkBackup.EmbeddedS3.Faults;

namespace BlnkBackup.Scenarios.Support.Faults;

/// <summary>What happens to ourselves.</summary>
public static class OwnFaults
{
    public static Fault Drawn(Draw draw) => draw.Number(0, 2) switch
    {
        0 => Deadline(draw),
        1 => Held(draw),
        _ => Cancelled(draw),
    };

    private static Fault Cancelled(Draw draw)
    {
        var moment = Moment.Drawn(draw);
        return new Fault("cancelled", run => run.Strike(moment, run.Cancel)) { Cancels = true };
    }

    private static Fault Deadline(Draw draw)
    {
        var time = TimeSpan.FromMilliseconds(draw.Number(5, 1_500));
        return new Fault("deadline", run => run.CancelAfter(time)) { Cancels = true };
    }

    /// <summary>S3 does not answer an operation at all, and the run is cancelled while it waits.</summary>
    private static Fault Held(Draw draw)
    {
        var operation = draw.Of("CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload");
        var deadline = Moment.AfterTime(draw.Number(200, 1_500));
        return new Fault($"{operation}: no answer, and the deadline", run =>
        {
            // The first only: an answer to Create is waited for, and asked for again.
            run.Store.Faults.Add(operation, new FaultAction.Hold(run.Ended), 1);
            run.Strike(deadline, run.Cancel);
        })
        { Cancels = true };
    }
}
