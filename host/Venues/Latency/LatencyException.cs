namespace Strategies.Venues.Latency;

/// <summary>A latency, or a distribution of latencies, cannot be used.</summary>
/// <param name="problem">What is wrong, and at which quantile or line.</param>
/// <param name="hint">What to do about it.</param>
public sealed class LatencyException(string problem, string hint) : Exception($"{problem}. Hint: {hint}")
{
    /// <summary>What is wrong, and at which quantile or line.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
