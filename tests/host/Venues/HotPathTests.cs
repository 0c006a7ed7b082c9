using Strategies.Venues.Latency;

namespace Strategies.Venues.Tests;

public sealed class HotPathTests
{
    private const int Warm = 100_000;
    private const int Measured = 100_000;

    private static readonly VenueLatencies Drawn = new(21, each => (int)each % 2 == 0
        ? LatencyModel.FromQuantiles([new(0, 1), new(0.5m, 3), new(0.99m, 40), new(1, 900)])
        : LatencyModel.FromMeasured([800, 1_200, 2_500, 90_000]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_allocated_over_a_hundred_thousand_operations_after_the_warm_up(bool areLatenciesDrawn)
    {
        HotPath path = new(Warm + Measured, seed: 11);
        using SimulatedVenue venue = HotPath.NewVenue(areLatenciesDrawn ? Drawn : null);
        path.Play(venue, 0, Warm);
        long reportsBefore = path.ReportCount;

        long before = AllocatedBytes.Begin();
        path.Play(venue, Warm, Warm + Measured);
        long allocated = AllocatedBytes.Since(before);

        Assert.Equal(0, allocated);
        Assert.True(path.ReportCount - reportsBefore > 50_000, $"only {path.ReportCount - reportsBefore} reports");
    }

    [Fact]
    public void The_same_input_gives_the_same_report_bytes_and_another_input_gives_others()
    {
        Assert.Equal(Run(operations: 60_000, seed: 5), Run(operations: 60_000, seed: 5));
        Assert.NotEqual(Run(operations: 60_000, seed: 5), Run(operations: 60_000, seed: 6));
    }

    [Fact]
    public void A_run_ends_with_every_order_ended_and_every_report_delivered_in_the_order_of_time()
    {
        HotPath path = new(30_000, seed: 3);
        using SimulatedVenue venue = HotPath.NewVenue();
        path.Play(venue, 0, 30_000);
        venue.EndOfDay(31_000_000);
        path.PollUntil(venue, long.MaxValue - 1);

        Assert.Equal((long.MaxValue, long.MaxValue), (venue.NextArrivalTimeNs, venue.NextReportTimeNs));
        VenueLevel[] levels = new VenueLevel[4096];
        for (int instrument = 1; instrument <= HotPath.Config.InstrumentCount; instrument++)
        {
            foreach (Sdk.Side side in (Sdk.Side[])[Sdk.Side.Buy, Sdk.Side.Sell])
            {
                int count = venue.CopyLevels(new Sdk.InstrumentId(instrument), side, levels);
                Assert.All(levels[..count], level => Assert.True(level.Own.IsZero && level.Historical.Raw > 0));
            }
        }
    }

    [Fact]
    public void Another_seed_of_the_latencies_gives_other_report_bytes_and_the_same_seed_the_same()
    {
        VenueLatencies other = new(22, each => Drawn[each]);
        Assert.Equal(Run(operations: 60_000, seed: 5, Drawn), Run(operations: 60_000, seed: 5, Drawn));
        Assert.NotEqual(
            Run(operations: 60_000, seed: 5, Drawn).Digest, Run(operations: 60_000, seed: 5, other).Digest);
    }

    private static (long Count, ulong Digest) Run(int operations, int seed, VenueLatencies? latencies = null)
    {
        HotPath path = new(operations, seed);
        using SimulatedVenue venue = HotPath.NewVenue(latencies);
        path.Play(venue, 0, operations);
        return (path.ReportCount, path.Digest);
    }
}
