using System.Diagnostics.Metrics;

namespace BlnkBackup.Metrics;

/// <summary>
/// Listens to the metrics and writes what was recorded together as one line of CloudWatch's embedded metric format. Each line is one
/// write of less than a pipe's 4 KiB, so no other writer can come between.
/// </summary>
internal sealed class EmbeddedMetricFormat : IDisposable
{
    private readonly BackupMetrics metrics;
    private readonly Stream output;
    private readonly TimeProvider clock;
    private readonly MeterListener listener = new();
    private List<Measured> pending = [];

    /// <param name="metrics">What to listen to.</param>
    /// <param name="output">
    /// Where lines go: the bare standard output. <see cref="Console.Out"/> would not do, for Lambda's runtime puts a head before
    /// its lines, and CloudWatch then reads no metrics from them.
    /// </param>
    /// <param name="clock">The time, for the documents.</param>
    public EmbeddedMetricFormat(BackupMetrics metrics, Stream output, TimeProvider clock)
    {
        (this.metrics, this.output, this.clock) = (metrics, output, clock);
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (metrics.Own(instrument))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        metrics.Recorded += Write;
    }

    public void Dispose()
    {
        metrics.Recorded -= Write;
        listener.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // JSON has no word for the others.
        if (double.IsFinite(value))
        {
            pending.Add(new Measured(instrument.Name, instrument.Unit, value, tags.ToArray()));
        }
    }

    private void Write()
    {
        (var measured, pending) = (pending, []);
        if (measured.Count > 0)
        {
            output.Write(EmbeddedMetricDocument.Of(measured, clock.GetUtcNow()));
            output.Flush();
        }
    }
}
