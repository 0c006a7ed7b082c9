namespace Strategies.Swaps.Memory;

/// <summary>Lines through memory samples.</summary>
public static class MemoryTrend
{
    /// <summary>Least-squares slope of a quantity over the number of swaps, in bytes a swap; 0 below three samples.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="quantity">Which quantity.</param>
    public static double BytesPerSwap(IReadOnlyList<MemorySample> samples, Func<MemorySample, long> quantity)
    {
        if (samples.Count < 3)
        {
            return 0;
        }

        double meanSwaps = samples.Average(sample => (double)sample.Swaps);
        double mean = samples.Average(sample => (double)quantity(sample));
        double square = samples.Sum(sample => (sample.Swaps - meanSwaps) * (sample.Swaps - meanSwaps));
        double product = samples.Sum(sample => (sample.Swaps - meanSwaps) * (quantity(sample) - mean));
        return square == 0 ? 0 : product / square;
    }
}
