using System.Diagnostics;
using Strategies.Ipc.Tests.Support;
using Strategies.Ipc.Waiting;

namespace Strategies.Ipc.Tests.Rings;

public sealed class StressTests(ITestOutputHelper output)
{
    private const ulong Records = 2_000_000;

    [Theory]
    [InlineData(512)]
    [InlineData(1 << 16)]
    public void Two_threads_hand_over_two_million_records_in_order_and_whole(int capacity)
    {
        using TestFolder folder = new();
        using RingBuffer ring = RingBuffer.Create(folder.At("ring"), capacity);
        using RingProducer producer = ring.TakeProducer();
        using RingConsumer consumer = ring.TakeConsumer();
        int seed = TestSeed.Value;
        output.WriteLine($"seed {seed}");
        long start = Stopwatch.GetTimestamp();
        Thread thread = new(() => Produce(producer, new Random(seed), start)) { IsBackground = true };
        thread.Start();
        ulong next = Consume(consumer, new Random(seed + 1), start);
        thread.Join();
        Assert.Equal(Records + 1, next);
        Assert.Equal(Records, ring.LastPublishedSequence);
        Assert.Equal(Records, ring.LastReleasedSequence);
    }

    private static ulong Consume(RingConsumer consumer, Random random, long start)
    {
        SpinThenYieldWaitStrategy wait = new(20);
        ulong next = 1;
        while (next <= Records && Stopwatch.GetElapsedTime(start) < Patience.Longest)
        {
            int count = 0;
            RingReader reader = consumer.Poll(random.Next(1, 100));
            while (reader.MoveNext())
            {
                if (reader.Sequence != next || !RecordContent.IsWhole(reader))
                {
                    Assert.Fail($"record {next} arrived as {reader.Sequence}, or torn");
                }

                next++;
                count++;
            }

            consumer.Release();
            wait.Idle(count);
        }

        return next;
    }

    private static void Produce(RingProducer producer, Random random, long start)
    {
        SpinThenYieldWaitStrategy wait = new(20);
        while (producer.LastPublishedSequence < Records && Stopwatch.GetElapsedTime(start) < Patience.Longest)
        {
            int count = 0;
            for (int left = random.Next(1, 20); left > 0 && producer.NextSequence <= Records; left--)
            {
                count += RecordContent.TryClaim(producer) ? 1 : 0;
            }

            producer.Publish();
            wait.Idle(count);
        }
    }
}
