using static System.FormattableString;

namespace Strategies.Venues.Latency;

/// <summary>Measured latencies, sorted: a position selects one of them.</summary>
public sealed class MeasuredLatency : LatencyModel
{
    /// <summary>
    /// Most latencies of a model. That is 8 MiB: with more than fit the cache a draw costs a memory access, some 100 ns.
    /// </summary>
    public const int CountMax = 1 << 20;

    private readonly long[] _sortedNs;

    internal MeasuredLatency(ReadOnlySpan<long> latenciesNs)
        : this(Sort(latenciesNs))
    {
    }

    private MeasuredLatency(long[] sortedNs)
        : base(sortedNs[0], sortedNs[^1]) => _sortedNs = sortedNs;

    /// <inheritdoc/>
    public override long At(ulong position) => _sortedNs[Math.BigMul(position, (ulong)_sortedNs.Length, out _)];

    private static long[] Sort(ReadOnlySpan<long> latenciesNs)
    {
        if (latenciesNs.IsEmpty)
        {
            throw new LatencyException("there is no measured latency", "give one or more, or a constant");
        }

        if (latenciesNs.Length > CountMax)
        {
            throw new LatencyException(
                Invariant($"there are {latenciesNs.Length} measured latencies"),
                Invariant($"at most {CountMax} are kept; take every n-th"));
        }

        long[] sorted = latenciesNs.ToArray();
        foreach (long latencyNs in sorted)
        {
            LatencyTime.FromNanoseconds(latencyNs);
        }

        Array.Sort(sorted);
        return sorted;
    }
}
