using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Rings;

public sealed unsafe class RecoveryTests
{
    [Fact]
    public void A_claimed_batch_is_not_seen_before_it_is_published_and_then_whole()
    {
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring();
        using RingProducer producer = ring.TakeProducer();
        using RingConsumer consumer = ring.TakeConsumer();
        for (int record = 0; record < 3; record++)
        {
            Assert.True(RecordContent.TryClaim(producer));
            Assert.Empty(Read(consumer));
        }

        producer.Publish();
        Assert.Equal([1UL, 2, 3], Read(consumer));
    }

    [Fact]
    public void What_was_polled_and_not_released_is_seen_again_by_the_next_consumer()
    {
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring();
        using RingProducer producer = ring.TakeProducer();
        Publish(producer, 5);
        using (RingConsumer first = ring.TakeConsumer())
        {
            Assert.Equal([1UL, 2], Read(first, 2));
            first.Release();
            Assert.Equal([3UL, 4], Read(first, 2));
        }

        using RingConsumer next = ring.TakeConsumer();
        Assert.Equal(2UL, next.LastReleasedSequence);
        Assert.Equal([3UL, 4, 5], Read(next));
    }

    [Fact]
    public void A_recovered_producer_offers_again_and_the_receiver_sees_the_numbers_it_has_seen()
    {
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring();
        using RingConsumer consumer = ring.TakeConsumer();
        using (RingProducer first = ring.TakeProducer())
        {
            Publish(first, 10);
        }

        using RingProducer recovered = ring.TakeProducer();
        recovered.OfferAgainFrom(4);
        Publish(recovered, 9);
        Assert.Equal([.. Sequences(1, 10), .. Sequences(4, 9)], Read(consumer));
        Assert.Equal(12UL, ring.LastPublishedSequence);
    }

    [Fact]
    public void Offering_again_leaves_no_gap_and_survives_an_abort()
    {
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring();
        using RingProducer producer = ring.TakeProducer();
        Publish(producer, 3);
        Faults.Expect(IpcFault.InvalidArgument, () => producer.OfferAgainFrom(5), "3 is the last", "between 1 and 4");
        Faults.Expect(IpcFault.InvalidArgument, () => producer.OfferAgainFrom(0), "from sequence 0");
        producer.OfferAgainFrom(2);
        Assert.True(RecordContent.TryClaim(producer));
        producer.Abort();
        Assert.Equal(2UL, producer.NextSequence);
    }

    [Fact]
    public void A_sequence_may_count_on_from_a_time_before_the_ring()
    {
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring(firstSequence: 1_000);
        using RingProducer producer = ring.TakeProducer();
        using RingConsumer consumer = ring.TakeConsumer();
        Assert.Equal((999UL, 999UL), (ring.LastPublishedSequence, ring.LastReleasedSequence));
        Publish(producer, 2);
        Assert.Equal([1_000UL, 1_001], Read(consumer));
    }

    [Fact]
    public void A_pair_of_position_and_sequence_that_was_half_written_is_the_older_pair()
    {
        SequencedPosition pair = default;
        for (int step = 1; step < 10; step++)
        {
            pair.Store(step * 8, (ulong)step);
            SequencedPosition torn = pair;
            if ((torn.Version & 1) == 1)
            {
                torn.Position0 = -1; // The writer's next store, after which it is killed.
            }
            else
            {
                torn.Position1 = -1;
            }

            Assert.Equal((step * 8L, (ulong)step), torn.Load());
        }
    }

    [Fact]
    public void The_limit_of_a_batch_is_kept()
    {
        using TestFolder folder = new();
        using RingBuffer ring = folder.Ring();
        using RingProducer producer = ring.TakeProducer();
        using RingConsumer consumer = ring.TakeConsumer();
        Publish(producer, 5);
        Assert.Empty(Read(consumer, 0));
        Assert.Empty(Read(consumer, -1));
        Assert.Equal([1UL, 2, 3], Read(consumer, 3));
        Assert.True(consumer.HasUnreleased);
        Assert.Equal([4UL, 5], Read(consumer, 3));
        consumer.Release();
        Assert.False(consumer.HasUnreleased);
        Assert.Equal(5UL, consumer.LastReadSequence);
    }

    private static ulong[] Sequences(ulong first, int count) =>
        [.. Enumerable.Range(0, count).Select(index => first + (ulong)index)];

    private static void Publish(RingProducer producer, int count)
    {
        for (int record = 0; record < count; record++)
        {
            Assert.True(RecordContent.TryClaim(producer));
            producer.Publish();
        }
    }

    private static ulong[] Read(RingConsumer consumer, int limit = int.MaxValue)
    {
        List<ulong> sequences = [];
        RingReader reader = consumer.Poll(limit);
        while (reader.MoveNext())
        {
            Assert.True(RecordContent.IsWhole(reader));
            sequences.Add(reader.Sequence);
        }

        return [.. sequences];
    }
}
