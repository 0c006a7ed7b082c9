using Strategies.Venues.Latency;

namespace Strategies.Venues.Tests.Latency;

public sealed class LatencyStreamTests
{
    private const int Draws = 200_000;

    /// <summary>
    /// The part of 200,000 draws below a quantile differs from it by at most this: with a fair generator four and a
    /// half standard deviations (at the median one is 0.0011). Seeds are fixed, so the test's outcome is too.
    /// </summary>
    private const double Tolerance = 0.005;

    private static readonly LatencyModel Skewed = LatencyModel.FromQuantiles(
        [new(0, 20), new(0.5m, 35), new(0.9m, 60), new(0.99m, 120), new(0.999m, 400), new(1, 900)]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(ulong.MaxValue)]
    public void Draws_have_the_quantiles_of_their_model(ulong seed)
    {
        long[] drawn = Draw(new VenueLatencies(seed, _ => Skewed), LatencyClass.Fill, Draws);
        (double Quantile, long Ns)[] expected =
        [
            (0.25, 27_500), (0.5, 35_000), (0.7, 47_500), (0.9, 60_000), (0.945, 90_000), (0.99, 120_000),
            (0.999, 400_000), (1, 900_000),
        ];
        Assert.All(expected, point => Assert.InRange(
            drawn.Count(ns => ns <= point.Ns) / (double)Draws, point.Quantile - Tolerance, point.Quantile + Tolerance));
        Assert.InRange(drawn.Min(), 20_000, 20_010);
        Assert.InRange(drawn.Max(), 850_000, 900_000);
    }

    [Fact]
    public void Draws_of_measured_latencies_give_each_its_share()
    {
        LatencyModel measured = LatencyModel.FromMeasured([5, 5, 5, 100, 100, 2_000, 7, 7, 7, 7]);
        long[] drawn = Draw(new VenueLatencies(3, _ => measured), LatencyClass.Cancel, Draws);
        Dictionary<long, double> shares =
            drawn.GroupBy(ns => ns).ToDictionary(each => each.Key, each => each.Count() / (double)Draws);
        Assert.Equal([5L, 7, 100, 2_000], shares.Keys.Order());
        Assert.InRange(shares[5], 0.3 - Tolerance, 0.3 + Tolerance);
        Assert.InRange(shares[7], 0.4 - Tolerance, 0.4 + Tolerance);
        Assert.InRange(shares[100], 0.2 - Tolerance, 0.2 + Tolerance);
        Assert.InRange(shares[2_000], 0.1 - Tolerance, 0.1 + Tolerance);
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_another_seed_others()
    {
        Assert.Equal(Draw(new(8, _ => Skewed), LatencyClass.Replace), Draw(new(8, _ => Skewed), LatencyClass.Replace));
        Assert.NotEqual(
            Draw(new(8, _ => Skewed), LatencyClass.Replace), Draw(new(9, _ => Skewed), LatencyClass.Replace));
    }

    [Fact]
    public void Every_class_has_a_stream_of_its_own()
    {
        VenueLatencies latencies = new(8, _ => Skewed);
        long[][] streams = [.. VenueLatencies.Classes.ToArray().Select(each => Draw(latencies, each))];
        Assert.Equal(6, streams.Select(stream => string.Join(',', stream)).Distinct().Count());
        for (int one = 0; one < streams.Length; one++)
        {
            for (int other = 0; other < one; other++)
            {
                double both = streams[one].Zip(streams[other]).Count(
                    pair => pair is { First: > 35_000, Second: > 35_000 }) / (double)streams[one].Length;
                Assert.InRange(both, 0.2, 0.3);
            }
        }
    }

    [Fact]
    public void Draws_of_other_classes_in_between_change_nothing()
    {
        VenueLatencies latencies = new(8, _ => Skewed);
        LatencyStreams mixed = new(latencies);
        List<long> fills = [];
        for (int index = 0; fills.Count < 1_000; index++)
        {
            LatencyClass each = VenueLatencies.Classes[index * index % 11 % VenueLatencies.Classes.Length];
            long ns = mixed.Draw(each);
            if (each == LatencyClass.Fill)
            {
                fills.Add(ns);
            }
        }

        Assert.Equal(Draw(latencies, LatencyClass.Fill, 1_000), fills);
    }

    [Fact]
    public void A_model_of_one_class_says_nothing_of_another()
    {
        VenueLatencies latencies = new(8, each => LatencyModel.Constant((int)each));
        LatencyStreams streams = new(latencies);
        Assert.All(VenueLatencies.Classes.ToArray(), each => Assert.Equal((long)each, streams.Draw(each)));
        Assert.Equal(5, latencies.NsMax);
    }

    private static long[] Draw(VenueLatencies latencies, LatencyClass messageClass, int count = 2_000)
    {
        LatencyStreams streams = new(latencies);
        return [.. Enumerable.Range(0, count).Select(_ => streams.Draw(messageClass))];
    }
}
