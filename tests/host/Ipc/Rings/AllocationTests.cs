using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Rings;

public sealed class AllocationTests
{
    private const int Records = 200_000;

    [Fact]
    public void Claiming_publishing_polling_and_releasing_allocate_nothing()
    {
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring();
        using RingProducer producer = ring.TakeProducer();
        using RingConsumer consumer = ring.TakeConsumer();
        Assert.Equal(1000, Play(producer, consumer, 1000));
        long before = AllocatedBytes.Begin();
        int arrived = Play(producer, consumer, Records);
        long allocated = AllocatedBytes.Since(before);
        Assert.Equal(0, allocated);
        Assert.Equal(Records, arrived);
    }

    [Fact]
    public void Counting_beating_recording_and_looking_at_flags_allocate_nothing()
    {
        using TestFolder folder = new();
        using Counters counters = Counters.Create(folder.At("counters"), ["records", "bytes"]);
        using SharedHistogram histogram = SharedHistogram.Create(folder.At("latency"));
        using Heartbeat heartbeat = Heartbeat.Create(folder.At("heartbeat"));
        using Flags flags = Flags.Create(folder.At("flags"), ["kill"]);
        Work(10);
        long before = AllocatedBytes.Begin();
        long raised = Work(Records);
        Assert.Equal(0, AllocatedBytes.Since(before));
        Assert.Equal((0, Records + 10), (raised, counters.Read(0)));

        long Work(int times)
        {
            long seen = 0;
            for (int round = 0; round < times; round++)
            {
                counters.Increment(0);
                counters.Add(1, round);
                histogram.Record(round * 37L);
                heartbeat.Beat(MonotonicClock.NowNs);
                seen += flags.IsRaised(0) ? 1 : 0;
            }

            return seen;
        }
    }

    private static int Play(RingProducer producer, RingConsumer consumer, int records)
    {
        int arrived = 0;
        for (int sent = 0; arrived < records;)
        {
            for (int batch = 0; batch < 5 && sent < records && RecordContent.TryClaim(producer); batch++)
            {
                sent++;
            }

            producer.Publish();
            RingReader reader = consumer.Poll(3);
            while (reader.MoveNext())
            {
                arrived += RecordContent.IsWhole(reader) ? 1 : 0;
            }

            consumer.Release();
        }

        return arrived;
    }
}
