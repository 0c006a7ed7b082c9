namespace Strategies.Venues.Latency;

/// <summary>
/// Draws the latencies of one venue. Every class has a generator of its own, seeded from the venue's seed, so that more
/// messages of one class change no draw of another.
/// </summary>
/// <remarks>One thread's, the venue's. A draw allocates nothing and uses integers only.</remarks>
public sealed class LatencyStreams
{
    private readonly LatencyModel[] _models;
    private readonly SplitMix64[] _generators;

    /// <summary>Makes the streams at their beginning.</summary>
    /// <param name="latencies">Models and seed.</param>
    public LatencyStreams(VenueLatencies latencies)
    {
        SplitMix64 seeds = new(latencies.Seed);
        _models = new LatencyModel[VenueLatencies.Classes.Length];
        _generators = new SplitMix64[_models.Length];
        foreach (LatencyClass each in VenueLatencies.Classes)
        {
            _models[(int)each] = latencies[each];
            _generators[(int)each] = new SplitMix64(seeds.Next());
        }
    }

    /// <summary>Draws the next latency of a class.</summary>
    /// <param name="messageClass">The class.</param>
    /// <returns>The latency, ns.</returns>
    public long Draw(LatencyClass messageClass) =>
        _models[(int)messageClass].At(_generators[(int)messageClass].Next());
}
