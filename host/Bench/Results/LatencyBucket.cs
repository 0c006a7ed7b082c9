using System.Globalization;
using HdrHistogram;
using HdrHistogram.Iteration;

namespace Strategies.Bench.Results;

/// <summary>How many times lie in a range; ranges grow with the times, five to a doubling.</summary>
/// <param name="FromNs">From this, ns.</param>
/// <param name="ToNs">Up to below this, ns.</param>
/// <param name="Count">How many.</param>
public readonly record struct LatencyBucket(long FromNs, long ToNs, long Count)
{
    private const double Growth = 1.1486983549970351; // the fifth root of two
    private const int BucketsMax = 40;

    /// <summary>The range in words.</summary>
    public string Label => $"{Text(FromNs)} - {Text(ToNs)}";

    /// <summary>
    /// Divides a histogram; the first range holds its smallest time, the last one everything from 99.9 % of the times on.
    /// </summary>
    /// <param name="histogram">Times in ns.</param>
    public static IReadOnlyList<LatencyBucket> Of(HistogramBase histogram)
    {
        List<LatencyBucket> buckets = [];
        if (histogram.TotalCount == 0)
        {
            return buckets;
        }

        long lastFrom = histogram.GetValueAtPercentile(99.9);
        long from = Math.Max(1, histogram.GetValueAtPercentile(0));
        while (from < lastFrom && buckets.Count < BucketsMax)
        {
            long to = Math.Max(from + 1, (long)(from * Growth));
            buckets.Add(new LatencyBucket(from, to, 0));
            from = to;
        }

        buckets.Add(new LatencyBucket(from, Math.Max(from, histogram.GetMaxValue()) + 1, 0));
        foreach (HistogramIterationValue value in histogram.RecordedValues())
        {
            int index = 0;
            while (index < buckets.Count - 1 && value.ValueIteratedTo >= buckets[index].ToNs)
            {
                index++;
            }

            buckets[index] = buckets[index] with { Count = buckets[index].Count + value.CountAtValueIteratedTo };
        }

        return buckets;
    }

    private static string Text(long timeNs) => timeNs < 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{timeNs} ns")
        : string.Create(CultureInfo.InvariantCulture, $"{timeNs / 1000.0:0.#} µs");
}
