using HdrHistogram;

namespace Strategies.Bench.Results;

/// <summary>Three percentiles of a distribution of times.</summary>
/// <param name="P50">Half of the values are at or below, ns.</param>
/// <param name="P99">99 of 100, ns.</param>
/// <param name="P999">999 of 1,000, ns.</param>
public readonly record struct Percentiles(long P50, long P99, long P999)
{
    /// <summary>Reads them off a histogram; zeros when it is empty.</summary>
    /// <param name="histogram">Times in ns.</param>
    public static Percentiles Of(HistogramBase histogram) => histogram.TotalCount == 0
        ? default
        : new Percentiles(
            histogram.GetValueAtPercentile(50),
            histogram.GetValueAtPercentile(99),
            histogram.GetValueAtPercentile(99.9));
}
