using BlnkBackup.EmbeddedS3.Checksums;
using BlnkBackup.EmbeddedS3.Http;

namespace BlnkBackup.EmbeddedS3.Faults;

/// <summary>Carries out the actions that fell on one request, before and after its operation.</summary>
sealed class RequestFaults(IReadOnlyList<FaultAction> actions, TimeProvider time)
{
    public async Task BeforeAsync(S3Request request, CancellationToken cancellation)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case FaultAction.Delay delay:
                    await Task.Delay(delay.Time, time, cancellation);
                    break;
                case FaultAction.Hold hold:
                    await hold.Until.WaitAsync(cancellation);
                    break;
                case FaultAction.Answer { Processed: false } answer:
                    throw new S3Exception(answer.Status, answer.Code, answer.Message);
                case FaultAction.Reset { Moment: ResetMoment.BeforeBody }:
                    throw new FaultResetException();
                case FaultAction.Reset { Moment: ResetMoment.MidBody } when request.Http.Request.ContentLength is null or 0:
                    throw new FaultResetException();
                case FaultAction.Reset { Moment: ResetMoment.MidBody }:
                    request.ResetMidBody = true;
                    break;
                case FaultAction.ErrorIn200 { Processed: false } error:
                    throw ErrorIn200(error);
            }
        }
    }

    public void After(S3Answer answer)
    {
        foreach (var action in actions)
        {
            switch (action)
            {
                case FaultAction.Answer { Processed: true } error:
                    throw new S3Exception(error.Status, error.Code, error.Message);
                case FaultAction.Reset { Moment: ResetMoment.AfterProcessing }:
                    throw new FaultResetException();
                case FaultAction.ErrorIn200 { Processed: true } error:
                    throw ErrorIn200(error);
                case FaultAction.CutBody cut:
                    answer.CutAfter = cut.AfterBytes;
                    break;
                case FaultAction.WrongChecksum:
                    Spoil(answer);
                    break;
            }
        }
    }

    static S3Exception ErrorIn200(FaultAction.ErrorIn200 error) => new(200, error.Code, error.Message);

    static void Spoil(S3Answer answer)
    {
        for (var i = 0; i < answer.Headers.Count; i++)
        {
            var (name, value) = answer.Headers[i];
            if (ChecksumAlgorithm.OfHeader(name) is null) continue;
            // A composite's "-N" stays; the digest before it changes.
            var digest = Convert.FromBase64String(value.Split('-')[0]);
            digest[0] ^= 0xFF;
            answer.Headers[i] = (name, Convert.ToBase64String(digest) + value[value.Split('-')[0].Length..]);
        }
    }
}
