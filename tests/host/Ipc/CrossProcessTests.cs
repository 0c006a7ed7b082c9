using System.Diagnostics;
using System.Globalization;
using Strategies.Ipc.Tests.Support;
using Strategies.Ipc.Waiting;

namespace Strategies.Ipc.Tests;

/// <summary>C# and C at the two ends of a ring, each in its own process.</summary>
public sealed class CrossProcessTests
{
    private const ulong Records = 200_000;

    private static readonly string Cell = TestFolder.Cell.ToString(CultureInfo.InvariantCulture);
    private static readonly string Count = Records.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void A_program_in_C_consumes_what_CSharp_produces()
    {
        NativeTwin.Require();
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring(1 << 13);
        using RingProducer producer = ring.TakeProducer();
        using Process process = NativeTwin.Start("consume", ring.Memory.Location.File, Cell, Count);
        SpinThenYieldWaitStrategy wait = new();
        while (producer.NextSequence <= Records && !process.HasExited)
        {
            int count = 0;
            while (count < 9 && producer.NextSequence <= Records && RecordContent.TryClaim(producer))
            {
                count++;
            }

            producer.Publish();
            wait.Idle(count);
        }

        Assert.Contains($"consumed {Count}", NativeTwin.End(process));
        Assert.Equal(Records, ring.LastReleasedSequence);
        Assert.Equal(0, ring.BacklogBytes);
    }

    [Fact]
    public void CSharp_consumes_what_a_program_in_C_produces_and_goes_on_where_it_stopped()
    {
        NativeTwin.Require();
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring(1 << 13);
        using RingConsumer consumer = ring.TakeConsumer();
        ulong next = 1;
        for (int run = 1; run <= 2; run++)
        {
            using Process process = NativeTwin.Start("produce", ring.Memory.Location.File, Cell, Count);
            long start = Stopwatch.GetTimestamp();
            SpinThenYieldWaitStrategy wait = new();
            while (next <= (ulong)run * Records && Stopwatch.GetElapsedTime(start) < Patience.Longest)
            {
                int count = 0;
                RingReader reader = consumer.Poll(50);
                while (reader.MoveNext())
                {
                    Assert.Equal(next++, reader.Sequence);
                    Assert.True(RecordContent.IsWhole(reader));
                    count++;
                }

                consumer.Release();
                wait.Idle(count);
            }

            Assert.Contains($"produced {Count}", NativeTwin.End(process));
        }

        using RingProducer producer = ring.TakeProducer();
        Assert.Equal((2 * Records) + 1, producer.NextSequence);
        Assert.Equal(2 * Records, ring.LastReleasedSequence);
    }

    [Fact]
    public void A_program_in_C_counts_raises_beats_and_records_as_CSharp_reads()
    {
        NativeTwin.Require();
        using TestFolder folder = new();
        using Counters counters = Counters.Create(folder.At("counters"), ["a", "b", "c"], isPacked: true);
        using Flags flags = Flags.Create(folder.At("flags"), ["block", "kill"]);
        using Heartbeat heartbeat = Heartbeat.Create(folder.At("heartbeat"));
        using SharedHistogram histogram = SharedHistogram.Create(folder.At("latency"));
        using SharedHistogram expected = SharedHistogram.Create(folder.At("expected"));
        counters.Add(1, 5);
        long before = MonotonicClock.NowNs;
        string said = NativeTwin.Run(
            "meter",
            counters.Memory.Location.File,
            flags.Memory.Location.File,
            heartbeat.Memory.Location.File,
            histogram.Memory.Location.File,
            Cell);
        Assert.Equal("first 1\nsecond 0\n", said);
        Assert.Equal((1000, 2005, 3000), (counters.Read(0), counters.Read(1), counters.Read(2)));
        Assert.Equal((0, 42), (flags.Reason(0), flags.Reason(1)));
        HeartbeatReading reading = heartbeat.Read();
        Assert.Equal(2UL, reading.Beats);
        Assert.InRange(reading.BeatNs, before, MonotonicClock.NowNs);
        for (long value = -1; value < 1L << 41; value = (value * 2) + 3)
        {
            expected.Record(value);
        }

        (HistogramSnapshot mine, HistogramSnapshot theirs) = (expected.Snapshot(), histogram.Snapshot());
        Assert.Equal((mine.Count, mine.Max, mine.Clamped), (theirs.Count, theirs.Max, theirs.Clamped));
        Assert.True(mine.Clamped >= 2);
        for (double share = 0; share <= 1; share += 0.01)
        {
            Assert.Equal(mine.ValueAtQuantile(share), theirs.ValueAtQuantile(share));
        }
    }

    [Fact]
    public void A_program_in_C_refuses_another_cells_ring_and_a_missing_one()
    {
        NativeTwin.Require();
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring();
        using Process foreign = NativeTwin.Start("consume", ring.Memory.Location.File, "8", "1");
        Assert.Contains("fault 4", NativeTwin.End(foreign, exitCode: 2));
        using Process missing = NativeTwin.Start("consume", folder.At("none").File, Cell, "1");
        Assert.Contains("No such file", NativeTwin.End(missing, exitCode: 2));
    }
}
