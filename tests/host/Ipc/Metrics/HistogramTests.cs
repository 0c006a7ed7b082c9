using CsCheck;
using HdrHistogram;
using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Metrics;

public sealed class HistogramTests
{
    private static readonly Gen<long> GenValue =
        Gen.Select(Gen.Int[0, 39], Gen.Long[0, long.MaxValue], (bits, value) => value & ((2L << bits) - 1));

    [Fact]
    public void Quantiles_and_mean_are_those_of_HdrHistogram_with_three_digits()
    {
        using TestFolder folder = new();
        int number = 0;
        GenValue.Array[1, 300].Sample(
            values =>
            {
                string name = $"h{Interlocked.Increment(ref number)}";
                using SharedHistogram mine = SharedHistogram.Create(folder.At(name));
                LongHistogram theirs = new(1, HistogramLayout.ValueMax, 3);
                foreach (long value in values)
                {
                    mine.Record(value);
                    theirs.RecordValue(value);
                }

                HistogramSnapshot snapshot = mine.Snapshot();
                mine.Memory.Unlink();
                Assert.Equal((theirs.TotalCount, 0L), (snapshot.Count, snapshot.Clamped));
                Assert.Equal(values.Max(), snapshot.Max);
                Assert.Equal(theirs.GetMean(), snapshot.Mean(), theirs.GetMean() / 1024);

                // Shares a little below a rank: HdrHistogram rounds to the nearest rank, ours goes up to the next.
                for (int rank = 1; rank <= values.Length; rank++)
                {
                    double share = (rank - 0.3) / values.Length;
                    Assert.Equal(theirs.GetValueAtPercentile(share * 100), snapshot.ValueAtQuantile(share));
                }
            },
            iter: 200);
    }

    [Fact]
    public void A_quantile_is_at_most_one_part_in_1024_above_the_true_value() => GenValue.Sample(value =>
    {
        int bucket = HistogramLayout.BucketOf(value);
        Assert.InRange(value, HistogramLayout.LowestOf(bucket), HistogramLayout.HighestOf(bucket));
        Assert.True(HistogramLayout.HighestOf(bucket) - value <= value / 1024);
    });

    [Fact]
    public void The_buckets_follow_each_other_without_gap_up_to_the_greatest_value()
    {
        long next = 0;
        for (int bucket = 0; bucket < HistogramLayout.BucketCount; bucket++)
        {
            Assert.Equal(next, HistogramLayout.LowestOf(bucket));
            Assert.Equal(bucket, HistogramLayout.BucketOf(next));
            next = HistogramLayout.HighestOf(bucket) + 1;
        }

        Assert.Equal(HistogramLayout.ValueMax + 1, next);
    }

    [Fact]
    public void Values_out_of_range_are_counted_in_the_nearest_bucket_and_told()
    {
        using TestFolder folder = new();
        using SharedHistogram histogram = SharedHistogram.Create(folder.At("latency"));
        histogram.Record(-5);
        histogram.Record(long.MaxValue);
        HistogramSnapshot snapshot = histogram.Snapshot();
        Assert.Equal((2, 2, long.MaxValue), (snapshot.Count, snapshot.Clamped, snapshot.Max));
        Assert.Equal((0, HistogramLayout.ValueMax), (snapshot.ValueAtQuantile(0.5), snapshot.ValueAtQuantile(1)));
    }

    [Fact]
    public void A_quantile_that_is_a_whole_rank_is_that_rank()
    {
        using TestFolder folder = new();
        using SharedHistogram histogram = SharedHistogram.Create(folder.At("latency"));
        for (int count = 1; count <= 120; count++)
        {
            histogram.Record(count);
            HistogramSnapshot snapshot = histogram.Snapshot();
            for (int rank = 1; rank <= count; rank++)
            {
                Assert.Equal(rank, snapshot.ValueAtQuantile((double)rank / count));
            }
        }
    }

    [Fact]
    public void Another_mapping_sees_every_value_while_the_recorder_goes_on_and_what_came_in_between()
    {
        using TestFolder folder = new();
        using SharedHistogram histogram = SharedHistogram.Create(folder.At("latency"));
        using SharedHistogram reader = SharedHistogram.Open(folder.At("latency"));
        HistogramSnapshot empty = reader.Snapshot();
        Assert.Equal((0, 0L, 0.0), (empty.Count, empty.ValueAtQuantile(0.5), empty.Mean()));
        Thread recorder = new(() =>
        {
            for (int value = 0; value < 500_000; value++)
            {
                histogram.Record(100 + (value % 3));
            }
        });
        recorder.Start();
        HistogramSnapshot last = empty;
        do
        {
            HistogramSnapshot now = reader.Snapshot();
            Assert.InRange(now.Count, last.Count, 500_000);
            Assert.Equal(now.Count - last.Count, now.Since(last).Count);
            last = now;
        }
        while (last.Count < 500_000 && recorder.IsAlive);

        recorder.Join();
        HistogramSnapshot all = reader.Snapshot();
        Assert.Equal((500_000, 101L, 102L), (all.Count, all.ValueAtQuantile(0.5), all.Max));
        Assert.Equal(500_000, all.Since(empty).Count);
        Faults.Expect(IpcFault.InvalidArgument, () => empty.Since(all), "not of one histogram", "a later one");
        Faults.Expect(IpcFault.InvalidArgument, () => all.ValueAtQuantile(1.5), "no quantile 1.5", "0 to 1");
        Faults.Expect(IpcFault.InvalidArgument, () => all.ValueAtQuantile(double.NaN), "no quantile NaN");
        Faults.Expect(IpcFault.NotWritable, () => reader.Record(1), "cannot record", "open it for writing");
    }

    [Fact]
    public void A_recorder_that_starts_anew_goes_on_and_a_closed_one_refuses()
    {
        using TestFolder folder = new();
        SharedHistogram first = SharedHistogram.Create(folder.At("latency"));
        first.Record(7);
        first.Dispose();
        Faults.Expect(IpcFault.Closed, () => first.Record(7), "the histogram was closed");
        Faults.Expect(IpcFault.Closed, () => first.Snapshot(), "the histogram was closed");
        using SharedHistogram next = SharedHistogram.Create(folder.At("latency"), StalePolicy.Adopt);
        next.Record(7);
        Assert.Equal(2, next.Snapshot().Count);
    }
}
