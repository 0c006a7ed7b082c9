namespace Strategies.Venues.Latency;

/// <summary>One point of a distribution of latencies: this part of all messages takes at most so long.</summary>
/// <param name="Quantile">The part, 0 to 1, at most nine decimals; 0 is the shortest latency, 1 the longest.</param>
/// <param name="Microseconds">The latency, 0 to 10 s, at most three decimals.</param>
public readonly record struct LatencyQuantile(decimal Quantile, decimal Microseconds);
