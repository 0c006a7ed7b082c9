using System.Globalization;

namespace Strategies.Swaps.Pauses;

/// <summary>Quantiles of a number of durations, in ns, with how far they might lie elsewhere by chance.</summary>
public sealed class GapQuantiles
{
    private const int Resamples = 1_000;
    private const int Seed = 20120621;

    private readonly long[] _sortedNs;

    /// <summary>Takes the durations.</summary>
    /// <param name="durationsNs">At least one, in ns.</param>
    public GapQuantiles(IEnumerable<long> durationsNs) => _sortedNs = [.. durationsNs.Order()];

    /// <summary>How many.</summary>
    public int Count => _sortedNs.Length;

    /// <summary>The longest, in ns.</summary>
    public long MaxNs => _sortedNs.Length == 0 ? 0 : _sortedNs[^1];

    /// <summary>The duration that this share of all does not exceed, in ns.</summary>
    /// <param name="share">0 to 1.</param>
    public long At(double share) => At(_sortedNs, share);

    /// <summary>The middle nine tenths of what the quantile is when as many are drawn again (bootstrap), in ns.</summary>
    /// <param name="share">0 to 1.</param>
    public (long LowNs, long HighNs) SpreadAt(double share)
    {
        Random random = new(Seed);
        long[] found = new long[Resamples];
        long[] drawn = new long[_sortedNs.Length];
        for (int sample = 0; sample < Resamples; sample++)
        {
            for (int index = 0; index < drawn.Length; index++)
            {
                drawn[index] = _sortedNs[random.Next(_sortedNs.Length)];
            }

            Array.Sort(drawn);
            found[sample] = At(drawn, share);
        }

        Array.Sort(found);
        return (At(found, 0.05), At(found, 0.95));
    }

    /// <summary>p50, p90, p99 with their spread, and the longest, in µs.</summary>
    public override string ToString() =>
        _sortedNs.Length == 0 ? "none" : $"p50 {Text(0.5)}, p90 {Text(0.9)}, p99 {Text(0.99)}, max {Microseconds(MaxNs)} µs ({Count})";

    /// <summary>A duration in µs with one decimal.</summary>
    /// <param name="durationNs">The duration in ns.</param>
    public static string Microseconds(long durationNs) =>
        (durationNs / 1_000.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static long At(long[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];

    private string Text(double share)
    {
        (long low, long high) = SpreadAt(share);
        return $"{Microseconds(At(share))} [{Microseconds(low)}..{Microseconds(high)}]";
    }
}
