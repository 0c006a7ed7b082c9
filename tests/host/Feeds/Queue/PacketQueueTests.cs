using System.Buffers.Binary;
using CsCheck;
using Strategies.Feeds.Queue;
using Strategies.Feeds.Tests.Support;
using Strategies.Records;

namespace Strategies.Feeds.Tests.Queue;

public sealed class PacketQueueTests
{
    private const int Small = 1 << 12;

    [Fact]
    public void Both_consumers_see_every_packet_whole_and_in_order_whatever_the_sizes() =>
        Gen.Select(Gen.Int[0, 600], Gen.Int[0, 1_500], Gen.Int[1, 40]).Sample((packets, bytesMax, lag) =>
        {
            using PacketQueue queue = new(new FakeSource(packets, bytesMax), capacityBytes: Small);
            queue.Start();
            PacketConsumer venue = queue.Consumer(0);
            PacketConsumer engine = queue.Consumer(1);
            int ahead = 0;
            int behind = 0;
            while (!venue.IsFinished || !engine.IsFinished)
            {
                bool isTaken = TryTake(venue, ahead + 1, bytesMax);
                ahead += isTaken ? 1 : 0;
                bool isTurn = !isTaken || ahead - behind > lag;
                bool isTakenBehind = isTurn && TryTake(engine, behind + 1, bytesMax);
                behind += isTakenBehind ? 1 : 0;
                if (!isTaken && !isTakenBehind)
                {
                    Thread.Yield(); // To the reader.
                }
            }

            Assert.Equal((packets, packets), (ahead, behind));
            Assert.Null(engine.Failure);
        }, iter: 30, threads: 1);

    [Fact]
    public void A_slow_consumer_holds_the_reader_back_and_loses_nothing()
    {
        FakeSource source = new(10_000, 100);
        using PacketQueue queue = new(source, consumers: 1, capacityBytes: Small);
        queue.Start();
        PacketConsumer consumer = queue.Consumer(0);
        for (int packet = 1; packet <= 10_000; packet++)
        {
            int next = packet;
            Patience.Until($"packet {next}", () => consumer.TryPeek(out _));
            if (packet % 2_000 == 1)
            {
                Patience.Until("a reader far ahead", () => source.PacketsRead > next + Small / 200);
            }

            // As far as the ring goes, and one packet that waits to get into it.
            Assert.InRange(source.PacketsRead, packet, packet + Small / 72 + 1);
            Assert.True(TryTake(consumer, packet, 100));
        }

        Patience.Until("the end", () => consumer.IsFinished);
        Assert.False(consumer.TryPeek(out _));
        Assert.Equal(1, queue.FractionRead);
    }

    [Fact]
    public void Peeking_twice_shows_the_same_packet()
    {
        using PacketQueue queue = new(new FakeSource(3, 10), capacityBytes: Small);
        queue.Start();
        PacketConsumer consumer = queue.Consumer(0);
        Patience.Until("a packet", () => consumer.TryPeek(out _));
        Assert.True(consumer.TryPeek(out PacketView first));
        Assert.True(consumer.TryPeek(out PacketView again));
        Assert.Equal(1UL, first.Prefix.FirstSequence);
        Assert.Equal(1UL, again.Prefix.FirstSequence);
    }

    [Fact]
    public void Taking_a_packet_that_is_not_there_is_refused()
    {
        using PacketQueue queue = new(new FakeSource(0, 10), capacityBytes: Small);
        Assert.Throws<InvalidOperationException>(queue.Consumer(0).Advance);
    }

    [Fact]
    public void A_failure_of_the_feed_surfaces_behind_the_packets_before_it()
    {
        FeedException failure = FeedException.AtLine("day.csv", 51, "broken", "mend it");
        using PacketQueue queue = new(new FakeSource(50, 100, failure), capacityBytes: 1 << 16);
        queue.Start();
        PacketConsumer consumer = queue.Consumer(1);
        for (int packet = 1; packet <= 50; packet++)
        {
            Patience.Until("a packet", () => consumer.TryPeek(out _));
            Assert.Null(consumer.Failure);
            Assert.False(consumer.IsFinished);
            Assert.True(TryTake(consumer, packet, 100));
        }

        Patience.Until("the end", () => consumer.IsFinished);
        Assert.Same(failure, consumer.Failure);
        Assert.Null(queue.Consumer(0).Failure);
    }

    [Fact]
    public void A_packet_larger_than_half_the_ring_is_a_named_failure()
    {
        using PacketQueue queue = new(new FakeSource(100, 3_000), consumers: 1, capacityBytes: Small);
        queue.Start();
        PacketConsumer consumer = queue.Consumer(0);
        while (!consumer.IsFinished)
        {
            if (consumer.TryPeek(out _))
            {
                consumer.Advance();
            }
        }

        Assert.Contains("too large", Assert.IsType<FeedException>(consumer.Failure).Problem);
    }

    [Fact]
    public async Task Disposing_stops_a_reader_that_waits_for_space()
    {
        FakeSource source = new(int.MaxValue, 100);
        PacketQueue queue = new(source, capacityBytes: Small);
        queue.Start();
        Patience.Until("a full ring", () => source.PacketsRead > Small / 200);
        CancellationToken run = TestContext.Current.CancellationToken;
        await Task.Run(queue.Dispose, run).WaitAsync(Patience.Longest, run);
        Assert.True(source.IsDisposed);
    }

    [Fact]
    public void The_reader_does_not_hold_on_to_the_starters_context()
    {
        AsyncLocal<string> ambient = new() { Value = "starter" };
        string? seen = "nothing";
        ProbeSource source = new(() => seen = ambient.Value);
        using PacketQueue queue = new(source, capacityBytes: Small);
        queue.Start();
        Patience.Until("the end", () => queue.Consumer(0).IsFinished);
        Assert.Null(seen);
        Assert.Throws<InvalidOperationException>(queue.Start);
    }

    [Fact]
    public void Consuming_a_real_day_allocates_nothing()
    {
        using PacketQueue queue = new(FeedOpener.Open(SharedData.Amzn1), consumers: 1);
        queue.Start();
        PacketConsumer consumer = queue.Consumer(0);
        long packets = 0;
        long bytes = 0;
        long before = AllocatedBytes.Begin();
        while (!consumer.IsFinished)
        {
            if (consumer.TryPeek(out PacketView packet))
            {
                bytes += packet.Payload.Length;
                consumer.Advance();
                packets++;
            }
        }

        long allocated = AllocatedBytes.Since(before);
        Assert.Equal(57_515, packets);
        Assert.Equal(BytesOfAll(FeedOpener.Open(SharedData.Amzn1)), bytes);
        Assert.Equal(0, allocated);
    }

    private static long BytesOfAll(PacketSource source)
    {
        using PacketSource day = source;
        long bytes = 0;
        while (day.MoveNext())
        {
            bytes += day.Payload.Length;
        }

        return bytes;
    }

    private static bool TryTake(PacketConsumer consumer, int expected, int bytesMax)
    {
        if (!consumer.TryPeek(out PacketView packet))
        {
            return false;
        }

        Assert.Equal(expected, BinaryPrimitives.ReadInt32LittleEndian(packet.Payload));
        Assert.Equal(FakeSource.LengthOf(expected, bytesMax), packet.Payload.Length);
        Assert.False(packet.Payload[sizeof(int)..].ContainsAnyExcept((byte)expected));
        Assert.Equal(expected * 10L, packet.ExchangeTimeNs);
        Assert.Equal((ulong)expected, packet.Prefix.LastSequence);
        Assert.Equal(expected % 7 == 0 ? 1UL : 0, packet.Gap.Count);
        Assert.Equal(PayloadFormat.Itch50, packet.Format);
        consumer.Advance();
        return true;
    }

    private sealed class ProbeSource(Action probe) : PacketSource("probe", FeedKind.ItchFile, new DateOnly(2024, 1, 2))
    {
        public override PayloadFormat Format => PayloadFormat.Itch50;

        public override ReadOnlySpan<byte> Payload => default;

        public override string Position => string.Empty;

        public override double FractionRead => 0;

        public override bool MoveNext()
        {
            probe();
            return false;
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
