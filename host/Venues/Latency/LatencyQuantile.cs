using System.Diagnostics.CodeAnalysis;
using Strategies.Risk.Files;

namespace Strategies.Venues.Latency;

/// <summary>One point of a distribution of latencies: this part of all messages takes at most so long.</summary>
public readonly record struct LatencyQuantile
{
    /// <summary>Makes a point.</summary>
    /// <param name="quantile">See <see cref="Quantile"/>.</param>
    /// <param name="microseconds">See <see cref="Microseconds"/>.</param>
    [SetsRequiredMembers]
    public LatencyQuantile(decimal quantile, decimal microseconds)
    {
        Quantile = quantile;
        Microseconds = microseconds;
    }

    /// <summary>The part, 0 to 1, at most nine decimals; 0 is the shortest latency, 1 the longest.</summary>
    [ConfigDecimal(0, 1, 9)]
    public required decimal Quantile { get; init; }

    /// <summary>The latency, 0 to 10 s, at most three decimals.</summary>
    [ConfigDecimal(0, 10_000_000, 3)]
    public required decimal Microseconds { get; init; }
}
