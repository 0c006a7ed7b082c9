namespace Strategies.Venues.Latency;

/// <summary>
/// How long messages of one class take: a constant, or a measured distribution. Immutable, so that venues may share it;
/// the randomness comes from outside, see <see cref="LatencyStreams"/>.
/// </summary>
/// <remarks>
/// A model is the inverse of a distribution function: drawing is <see cref="At"/> of a uniform position. A uniform
/// jitter of 5 µs around 40 µs is the two quantiles 0: 35 µs and 1: 45 µs.
/// </remarks>
public abstract class LatencyModel
{
    private protected LatencyModel(long minNs, long maxNs)
    {
        MinNs = minNs;
        MaxNs = maxNs;
    }

    /// <summary>The shortest latency it ever gives, ns, not negative.</summary>
    public long MinNs { get; }

    /// <summary>The longest latency it ever gives, ns, at most <see cref="LatencyTime.NsMax"/>.</summary>
    public long MaxNs { get; }

    /// <summary>A latency that is always the same.</summary>
    /// <param name="latencyNs">The latency, ns, 0 to <see cref="LatencyTime.NsMax"/>.</param>
    /// <exception cref="LatencyException">It is out of range.</exception>
    public static LatencyModel Constant(long latencyNs) =>
        new ConstantLatency(LatencyTime.FromNanoseconds(latencyNs));

    /// <summary>
    /// A distribution given by some of its quantiles. Between two of them all whole nanoseconds are equally likely.
    /// </summary>
    /// <param name="quantiles">
    /// 2 to <see cref="QuantileLatency.CountMax"/> points, ascending; the first is quantile 0, the last quantile 1.
    /// </param>
    /// <exception cref="LatencyException">They are no distribution; the message names the quantile.</exception>
    public static LatencyModel FromQuantiles(IReadOnlyList<LatencyQuantile> quantiles) =>
        new QuantileLatency(quantiles);

    /// <summary>A distribution that gives each of some measured latencies equally often.</summary>
    /// <param name="latenciesNs">
    /// 1 to <see cref="MeasuredLatency.CountMax"/> latencies in any order, ns, each 0 to
    /// <see cref="LatencyTime.NsMax"/>. They are copied.
    /// </param>
    /// <exception cref="LatencyException">There are too few or too many, or one is out of range.</exception>
    public static LatencyModel FromMeasured(ReadOnlySpan<long> latenciesNs) => new MeasuredLatency(latenciesNs);

    /// <summary>The latency at a position of the distribution; a later position never gives a shorter one.</summary>
    /// <param name="position">The position as a fraction of 2^64.</param>
    /// <returns>The latency, ns. Allocates nothing; any thread.</returns>
    public abstract long At(ulong position);
}
