namespace Strategies.Benchmarks.Ipc;

/// <summary>Percentiles of single hops in nanoseconds; the clock's own cost is in them.</summary>
internal sealed record Quantiles(long P50, long P90, long P99, long P999, long P9999, long Max)
{
    internal static Quantiles Of(SharedHistogram histogram)
    {
        HistogramSnapshot snapshot = histogram.Snapshot();
        return new Quantiles(
            snapshot.ValueAtQuantile(0.5),
            snapshot.ValueAtQuantile(0.9),
            snapshot.ValueAtQuantile(0.99),
            snapshot.ValueAtQuantile(0.999),
            snapshot.ValueAtQuantile(0.9999),
            snapshot.Max);
    }
}
