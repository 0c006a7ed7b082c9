using CsCheck;
using Strategies.Venues.Latency;

namespace Strategies.Venues.Tests.RandomFlow;

/// <summary>Random models of every kind for every class, up to 30 µs, and a random seed.</summary>
internal static class RandomLatencies
{
    private const int NsMax = 30_000;

    private static readonly Gen<LatencyModel> Constants = Gen.Long[0, NsMax].Select(LatencyModel.Constant);

    private static readonly Gen<LatencyModel> Measured =
        Gen.Long[0, NsMax].Array[1, 20].Select(latenciesNs => LatencyModel.FromMeasured(latenciesNs));

    private static readonly Gen<LatencyModel> Quantiles =
        Gen.Select(Gen.Long[0, NsMax].Array[2, 8], Gen.Int[1, 1000].Array[8]).Select(
            (latenciesNs, weights) =>
            {
                Array.Sort(latenciesNs);
                int total = weights.Take(latenciesNs.Length - 1).Sum();
                return LatencyModel.FromQuantiles(
                [
                    .. latenciesNs.Select((ns, index) => new LatencyQuantile(
                        decimal.Round(weights.Take(index).Sum() / (decimal)total, 9), ns / 1000m)),
                ]);
            });

    internal static Gen<VenueLatencies> Any { get; } =
        Gen.Select(Gen.ULong, Gen.OneOf(Constants, Measured, Quantiles).Array[VenueLatencies.Classes.Length]).Select(
            (seed, models) => new VenueLatencies(seed, each => models[(int)each]));

    internal static string Print(VenueLatencies latencies) => $"seed {latencies.Seed}: " + string.Join(
        ", ", VenueLatencies.Classes.ToArray().Select(
            each => $"{each} {latencies[each].GetType().Name} {latencies[each].MinNs}..{latencies[each].MaxNs}"));
}
