using Strategies.Bench.Results;

namespace Strategies.Bench.Tests.Support;

/// <summary>What holds of measured times on every machine.</summary>
internal static class Times
{
    /// <summary>Percentiles that rise, of things that took some time and none longer than all of it.</summary>
    /// <param name="times">The percentiles, ns.</param>
    /// <param name="whole">What all of it took.</param>
    internal static void MustRise(Percentiles times, TimeSpan whole)
    {
        Assert.InRange(times.P50, 1, times.P99);
        Assert.InRange(times.P99, times.P50, times.P999);
        Assert.InRange(times.P999, times.P99, (long)whole.TotalNanoseconds);
    }
}
