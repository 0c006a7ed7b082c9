using Strategies.Ipc.Metrics;

namespace Strategies.Edge.Views;

/// <summary>Latencies, counted since the session began; each percentile at most one part in 1,024 above the true one.</summary>
/// <param name="Count">How many.</param>
/// <param name="P50Ns">The median, ns.</param>
/// <param name="P99Ns">The 99th percentile, ns.</param>
/// <param name="P999Ns">The 99.9th percentile, ns.</param>
/// <param name="MaxNs">The longest, ns.</param>
public sealed record LatencyView(long Count, long P50Ns, long P99Ns, long P999Ns, long MaxNs)
{
    /// <summary>Takes the percentiles of a histogram in nanoseconds.</summary>
    /// <param name="snapshot">Its counts.</param>
    public static LatencyView Of(HistogramSnapshot snapshot) => new(
        snapshot.Count,
        snapshot.ValueAtQuantile(0.5),
        snapshot.ValueAtQuantile(0.99),
        snapshot.ValueAtQuantile(0.999),
        snapshot.Max);
}
