using Strategies.Venues.Latency;

namespace Strategies.Venues.Tests.Latency;

public sealed class LatencyModelTests
{
    private static readonly LatencyQuantile[] Measured =
        [new(0, 20), new(0.5m, 35), new(0.9m, 35), new(0.99m, 120), new(1, 900)];

    [Fact]
    public void A_constant_is_the_same_everywhere()
    {
        LatencyModel model = LatencyModel.Constant(40_000);
        Assert.Equal((40_000, 40_000), (model.MinNs, model.MaxNs));
        Assert.All((ulong[])[0, 1UL << 63, ulong.MaxValue], position => Assert.Equal(40_000, model.At(position)));
    }

    [Fact]
    public void Quantiles_are_met_at_their_positions_and_both_ends_are_reached()
    {
        LatencyModel model = LatencyModel.FromQuantiles(Measured);
        Assert.Equal((20_000, 900_000), (model.MinNs, model.MaxNs));
        Assert.Equal(20_000, model.At(0));
        Assert.Equal(35_000, model.At(PositionOf(0.5m)));
        Assert.Equal(35_000, model.At(PositionOf(0.7m)));
        Assert.Equal(120_000, model.At(PositionOf(0.99m)));
        Assert.Equal(900_000, model.At(ulong.MaxValue));
        Assert.InRange(model.At(PositionOf(0.25m)), 27_499, 27_501);
        Assert.InRange(model.At(PositionOf(0.995m)), 509_999, 510_001);
    }

    [Fact]
    public void Each_whole_nanosecond_of_a_piece_has_the_same_weight_its_ends_too()
    {
        LatencyModel model = LatencyModel.FromQuantiles([new(0, 0.010m), new(1, 0.013m)]);
        ulong quarter = 1UL << 62;
        Assert.Equal([10L, 10, 11, 12, 12, 13, 13],
            ((ulong[])[0, quarter - 1, quarter, 2 * quarter, (3 * quarter) - 1, 3 * quarter, ulong.MaxValue])
            .Select(model.At));
    }

    [Fact]
    public void A_later_position_never_gives_a_shorter_latency()
    {
        LatencyModel[] models =
        [
            LatencyModel.FromQuantiles(Measured),
            LatencyModel.FromQuantiles([new(0, 0), new(0.000000001m, 10_000_000), new(1, 10_000_000)]),
            LatencyModel.FromQuantiles([new(0, 0), new(0.999999999m, 0), new(1, 10_000_000)]),
            LatencyModel.FromMeasured([900, 5, 17, 17, 3]),
        ];
        SplitMix64 random = new(1);
        ulong[] positions = [.. Enumerable.Range(0, 20_000).Select(_ => random.Next()).Order()];
        foreach (LatencyModel model in models)
        {
            long last = model.MinNs;
            foreach (ulong position in positions.Append(ulong.MaxValue))
            {
                Assert.InRange(model.At(position), last, model.MaxNs);
                last = model.At(position);
            }

            Assert.Equal((model.MinNs, model.MaxNs), (model.At(0), last));
        }
    }

    [Fact]
    public void The_narrowest_and_highest_piece_there_can_be_does_not_overflow()
    {
        LatencyModel model = LatencyModel.FromQuantiles(
            [new(0, 0), new(0.333333333m, 0), new(0.333333334m, 10_000_000), new(1, 10_000_000)]);
        ulong start = PositionOf(0.333333333m);
        ulong end = PositionOf(0.333333334m);
        Assert.Equal(0, model.At(start));
        Assert.InRange(model.At(start + ((end - start) / 2)), 4_999_999_990, 5_000_000_010);
        Assert.Equal(10_000_000_000, model.At(end - 1));
        Assert.Equal(10_000_000_000, model.At(end));
    }

    [Fact]
    public void Measured_latencies_are_sorted_and_each_has_its_share()
    {
        long[] given = [30, 10, 20, 40];
        LatencyModel model = LatencyModel.FromMeasured(given);
        given[0] = -1;
        Assert.Equal((10, 40), (model.MinNs, model.MaxNs));
        ulong quarter = 1UL << 62;
        Assert.Equal([10L, 10, 20, 30, 40, 40],
            ((ulong[])[0, quarter - 1, quarter, 2 * quarter, 3 * quarter, ulong.MaxValue]).Select(model.At));
    }

    [Fact]
    public void The_generator_gives_the_published_numbers()
    {
        SplitMix64 generator = new(1234567);
        Assert.Equal(
            [
                6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431,
                16408922859458223821,
            ],
            (ulong[])[generator.Next(), generator.Next(), generator.Next(), generator.Next(), generator.Next()]);
    }

    private static ulong PositionOf(decimal quantile) =>
        (ulong)(((UInt128)(quantile * 1_000_000_000) << 64) / 1_000_000_000);
}
