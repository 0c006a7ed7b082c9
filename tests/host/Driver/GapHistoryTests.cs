using System.Diagnostics;
using CsCheck;

namespace Strategies.Driver.Tests;

public sealed class GapHistoryTests
{
    private const long StartNs = 1_000_000_000;

    [Fact]
    public void The_longest_gap_around_a_moment_is_found_and_no_longer_one_far_from_it()
    {
        GapHistory history = new(TimeSpan.FromMilliseconds(100));
        Play(history, Enumerable.Repeat(1_000L, 5_000).Concat([50_000L]).Concat(Enumerable.Repeat(1_000L, 20_000))
            .Concat([900_000L]).Concat(Enumerable.Repeat(1_000L, 5_000)));
        Assert.Equal(50_000, LargestNs(history, 5_000_000));
        Assert.Equal(900_000, LargestNs(history, 25_500_000));
        Assert.Equal(1_000, LargestNs(history, 15_000_000));
    }

    [Fact]
    public void A_gap_longer_than_the_window_counts_at_every_moment_within_it()
    {
        GapHistory history = new(TimeSpan.FromMilliseconds(100));
        Play(history, Enumerable.Repeat(1_000L, 5_000).Concat([20_000_000L]).Concat(Enumerable.Repeat(1_000L, 5_000)));
        for (long momentNs = 5_000_000; momentNs <= 25_000_000; momentNs += 500_000)
        {
            Assert.Equal(20_000_000, LargestNs(history, momentNs));
        }

        Assert.Equal(1_000, LargestNs(history, 27_000_000));
    }

    [Fact]
    public void Quantiles_are_of_the_longest_gaps_of_equal_stretches_of_time()
    {
        GapHistory history = new(TimeSpan.FromMilliseconds(100));
        Assert.Equal(0, history.QuantileNs(1));
        Play(history, Enumerable.Repeat(1_000L, 50_000).Concat([90_000L]).Concat(Enumerable.Repeat(1_000L, 40_000)));
        Assert.Equal((1_000, 90_000), (history.QuantileNs(0.99), history.QuantileNs(1)));
    }

    [Fact]
    public void Time_that_was_not_recorded_has_no_answer()
    {
        GapHistory history = new(TimeSpan.FromMilliseconds(10));
        Assert.False(history.TryGetLargestNs(Ticks(5_000_000), 1_000_000, out _));
        Play(history, Enumerable.Repeat(1_000L, 8_000));
        Assert.True(history.TryGetLargestNs(Ticks(5_000_000), 1_000_000, out _));
        Assert.False(history.TryGetLargestNs(Ticks(500_000), 1_000_000, out _));
        Assert.False(history.TryGetLargestNs(Ticks(7_500_000), 1_000_000, out _));
        Assert.False(history.IsOverrun);
    }

    [Fact]
    public void A_loop_that_goes_on_beyond_the_history_is_told_apart()
    {
        GapHistory history = new(TimeSpan.FromMilliseconds(10));
        Play(history, Enumerable.Repeat(1_000L, 20_000).Concat([30_000L]));
        Assert.True(history.IsOverrun);
        Assert.Equal(1_000, LargestNs(history, 5_000_000));
        Assert.False(history.TryGetLargestNs(Ticks(15_000_000), 1_000_000, out _));
    }

    [Fact]
    public void A_collection_is_seen_where_it_happened()
    {
        GapHistory history = new(TimeSpan.FromMilliseconds(100));
        history.Record(Ticks(0));
        history.Record(Ticks(5_000_000));
        GC.Collect(0);
        history.Record(Ticks(10_000_000));
        history.Record(Ticks(20_000_000));
        Assert.InRange(history.CollectionCount, 1, 16);
        Assert.Equal(history.CollectionCount, history.CollectionsWithin(Ticks(10_000_000), 6_000_000));
        Assert.Equal(0, history.CollectionsWithin(Ticks(17_000_000), 1_000_000));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        GapHistory history = new(TimeSpan.FromSeconds(1));
        history.Record(Ticks(0));
        history.Record(Ticks(100_000));
        long before = AllocatedBytes.Begin();
        for (long timeNs = 200_000; timeNs < 500_000_000; timeNs += 700)
        {
            history.Record(Ticks(timeNs));
        }

        Assert.Equal(0, AllocatedBytes.Since(before));
    }

    /// <summary>Against a list of all gaps: exact to one bucket on either side.</summary>
    [Fact]
    public void Any_history_answers_as_a_list_of_all_gaps_would() =>
        Gen.Select(Gen.Long[50, 400_000].Array[200, 800], Gen.Double[0.2, 0.8]).Sample((gaps, where) =>
        {
            GapHistory history = new(TimeSpan.FromSeconds(1));
            long endNs = Play(history, gaps);
            long momentNs = (long)(endNs * where);
            const long Half = 200_000;
            if (!history.TryGetLargestNs(Ticks(momentNs), Half, out long found))
            {
                return momentNs - Half < 0 || momentNs + Half > endNs;
            }

            return found >= Naive(gaps, momentNs, Half) && found <= Naive(gaps, momentNs, Half + GapHistory.BucketNs);
        });

    private static long Naive(long[] gaps, long momentNs, long halfNs)
    {
        long timeNs = 0;
        long largest = 0;
        foreach (long gap in gaps)
        {
            bool isWithin = timeNs <= momentNs + halfNs && timeNs + gap >= momentNs - halfNs;
            largest = isWithin ? Math.Max(largest, gap) : largest;
            timeNs += gap;
        }

        return largest;
    }

    private static long LargestNs(GapHistory history, long momentNs)
    {
        Assert.True(history.TryGetLargestNs(Ticks(momentNs), 1_000_000, out long gapNs));
        return gapNs;
    }

    private static long Play(GapHistory history, IEnumerable<long> gapsNs)
    {
        long timeNs = 0;
        history.Record(Ticks(0));
        foreach (long gapNs in gapsNs)
        {
            timeNs += gapNs;
            history.Record(Ticks(timeNs));
        }

        return timeNs;
    }

    private static long Ticks(long timeNs) => (StartNs + timeNs) * Stopwatch.Frequency / 1_000_000_000;
}
