namespace Strategies.Ipc.Metrics;

/// <summary>The counts of a <see cref="SharedHistogram"/> at one time. Immutable; any thread.</summary>
public sealed class HistogramSnapshot
{
    // A share such as 3/10 of 10 values is the third, not the fourth that rounding would make of it.
    private const double RoundingError = 1e-12;

    private readonly long[] _counts;

    internal HistogramSnapshot(long[] counts, long max, long clamped)
    {
        _counts = counts;
        Max = max;
        Clamped = clamped;
        Count = counts.Sum();
    }

    /// <summary>How many values.</summary>
    public long Count { get; }

    /// <summary>The largest value, exactly; of a difference the largest since the very beginning.</summary>
    public long Max { get; }

    /// <summary>How many values lay outside of the range.</summary>
    public long Clamped { get; }

    /// <summary>
    /// The value that a share of all values does not exceed: the highest of its bucket, at most one part in 1,024
    /// above the true one. 0 when there are no values.
    /// </summary>
    /// <param name="quantile">The share, 0 to 1: 0.99 for the 99th percentile.</param>
    /// <exception cref="IpcException">The share is out of range.</exception>
    public long ValueAtQuantile(double quantile)
    {
        if (quantile is not (>= 0 and <= 1))
        {
            throw new IpcException(
                IpcFault.InvalidArgument, $"there is no quantile {quantile}", "use a share from 0 to 1");
        }

        // The rank of the value, from 1: quantile 0 is the smallest value, not the one in front of it.
        long rank = Math.Clamp((long)Math.Ceiling(quantile * Count * (1 - RoundingError)), 1, Math.Max(1, Count));
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return HistogramLayout.HighestOf(bucket);
            }
        }

        return 0;
    }

    /// <summary>The mean of the values, each taken as the middle of its bucket; 0 when there are none.</summary>
    public double Mean()
    {
        double sum = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            sum += _counts[bucket] * ((HistogramLayout.LowestOf(bucket) + HistogramLayout.HighestOf(bucket)) / 2.0);
        }

        return Count == 0 ? 0 : sum / Count;
    }

    /// <summary>What came after an earlier snapshot of the same histogram.</summary>
    /// <param name="earlier">The earlier one.</param>
    /// <exception cref="IpcException">It is not earlier, or of another histogram: counts would be negative.</exception>
    public HistogramSnapshot Since(HistogramSnapshot earlier)
    {
        long[] counts = new long[_counts.Length];
        for (int bucket = 0; bucket < counts.Length; bucket++)
        {
            counts[bucket] = _counts[bucket] - earlier._counts[bucket];
            if (counts[bucket] < 0)
            {
                throw new IpcException(
                    IpcFault.InvalidArgument,
                    "the snapshots are not of one histogram, the earlier one first",
                    "subtract a snapshot from a later one of the same region");
            }
        }

        return new HistogramSnapshot(counts, Max, Clamped - earlier.Clamped);
    }
}
