using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Rings;

/// <summary>Real processes under load, killed with signal 9 at any point.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 50;
    private const int Killed = 137;
    private const int Capacity = 1 << 14;
    private const int RoundsAtATime = 1_000;

    private ulong _next = 1;

    [Fact]
    public void A_producer_killed_50_times_loses_no_published_record_tears_none_and_keeps_the_order()
    {
        Random random = Seeded();
        using TestFolder folder = new();
        using RingBuffer ring = RingBuffer.Create(folder.At("ring"), Capacity);
        using RingConsumer consumer = ring.TakeConsumer();
        for (int kill = 0; kill < Kills; kill++)
        {
            using ChildProcess child = ChildProcess.Start(CrashProducer.Command, folder.Path);
            child.Ready();
            Consume(consumer, random.Next(1200), random);
            Assert.Equal(Killed, child.Kill());
            ulong published = Published(folder);
            while (Drain(consumer, 64) > 0)
            {
            }

            Assert.True(_next > published, $"kill {kill}: {published} was published, {_next - 1} arrived");
        }

        Assert.True(_next > 10_000, $"only {_next} records: the producers were killed too early");
        output.WriteLine($"{_next - 1} records");

        using RingProducer last = ring.TakeProducer();
        Assert.Equal(_next - 1, last.LastPublishedSequence);
        Assert.Equal(_next - 1, ring.LastPublishedSequence);
        Assert.Equal(_next - 1, ring.LastReleasedSequence);
    }

    [Fact]
    public void A_consumer_killed_50_times_sees_again_what_it_had_not_released_and_only_that()
    {
        Random random = Seeded();
        using TestFolder folder = new();
        using RingBuffer ring = RingBuffer.Create(folder.At("ring"), Capacity);
        using RingProducer producer = ring.TakeProducer();
        string journal = Path.Combine(folder.Path, CrashConsumer.JournalFile);
        List<ulong> expectedFirsts = [];
        for (int kill = 0; kill < Kills; kill++)
        {
            expectedFirsts.Add(ring.LastReleasedSequence + 1);
            using ChildProcess child = ChildProcess.Start(CrashConsumer.Command, folder.Path);
            child.Ready();
            Produce(ring, producer, random.Next(1200), random);
            Assert.Equal(Killed, child.Kill());
            Assert.True(ring.LastReleasedSequence <= (ulong)CrashConsumer.Read(journal).Count, "released too early");
        }

        expectedFirsts.Add(ring.LastReleasedSequence + 1);
        using ChildProcess final = ChildProcess.Start(CrashConsumer.Command, folder.Path);
        Patience.Until("the last release", () => ring.LastReleasedSequence == producer.LastPublishedSequence);
        List<ulong> entries = CrashConsumer.Read(journal);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(number => (ulong)number), entries);
        Assert.Equal(producer.LastPublishedSequence, (ulong)entries.Count);
        Assert.True(entries.Count > 10_000, $"only {entries.Count} records: the consumers were killed too early");

        // A run that polled nothing has no first; the others began at the gate: nothing released came again.
        List<ulong> firsts = CrashConsumer.Read(Path.Combine(folder.Path, CrashConsumer.FirstsFile));
        Assert.True(firsts.Count > Kills / 2);
        Assert.All(firsts, first => Assert.Contains(first, expectedFirsts));
        output.WriteLine($"{entries.Count} records, {firsts.Count} runs at work");
    }

    /// <summary>Without a pause: the other end is to be under load.</summary>
    private static void BusyUntil(Func<bool> condition) => Patience.Until("the other end to go on", () =>
    {
        int round = 0;
        while (round < RoundsAtATime && !condition())
        {
            round++;
        }

        return round < RoundsAtATime;
    });

    private static ulong Published(TestFolder folder)
    {
        using Counters counters = Counters.Open(folder.At("counters"));
        return (ulong)counters.Read(counters.IndexOf(CrashProducer.Published));
    }

    /// <summary>Keeps the ring under load until the consumer has released so many more records.</summary>
    private static void Produce(RingBuffer ring, RingProducer producer, int records, Random random)
    {
        ulong goal = ring.LastReleasedSequence + (ulong)records;
        BusyUntil(() =>
        {
            for (int record = random.Next(1, 9); record > 0 && RecordContent.TryClaim(producer); record--)
            {
            }

            producer.Publish();
            return ring.LastReleasedSequence >= goal;
        });
    }

    private Random Seeded()
    {
        int seed = TestSeed.Value;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private void Consume(RingConsumer consumer, int records, Random random)
    {
        ulong goal = _next + (ulong)records;
        BusyUntil(() =>
        {
            Drain(consumer, random.Next(1, 64));
            return _next >= goal;
        });
    }

    private int Drain(RingConsumer consumer, int limit)
    {
        int count = 0;
        RingReader reader = consumer.Poll(limit);
        while (reader.MoveNext())
        {
            Assert.Equal(_next++, reader.Sequence);
            Assert.True(RecordContent.IsWhole(reader), $"record {reader.Sequence} is torn");
            count++;
        }

        consumer.Release();
        return count;
    }
}
