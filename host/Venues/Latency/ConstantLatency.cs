namespace Strategies.Venues.Latency;

/// <summary>A latency that is always the same.</summary>
/// <param name="latencyNs">The latency, ns.</param>
internal sealed class ConstantLatency(long latencyNs) : LatencyModel(latencyNs, latencyNs)
{
    /// <inheritdoc/>
    public override long At(ulong position) => MinNs;
}
