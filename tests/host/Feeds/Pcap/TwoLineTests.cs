using CsCheck;
using Strategies.Feeds.Pcap;
using Strategies.Feeds.Tests.Support;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Tests.Pcap;

/// <summary>A feed that is captured on two lines, each of which may lose, delay or cut packets otherwise.</summary>
public sealed class TwoLineTests
{
    private const uint Second = 1_692_711_000;

    [Fact]
    public void What_one_line_lost_comes_from_the_other_in_order_and_at_its_time()
    {
        List<Taken> taken = Read(out FeedSession session, (10, 1, 0), (12, 1, 100), (11, 1, 150), (12, 1, 151), (13, 1, 200));
        Assert.Equal(
            [new(10, 10, 0, 0), new(11, 11, 0, 150), new(12, 12, 0, 150), new(13, 13, 0, 200)], taken);
        Assert.Equal((0L, 1UL, 1L), (session.Gaps, session.DuplicateMessages, session.DuplicatePackets));
    }

    [Fact]
    public void What_neither_line_had_in_time_is_a_gap_in_front_of_the_first_packet_behind_it()
    {
        List<Taken> taken = Read(
            out FeedSession session, (10, 1, 0), (15, 1, 100), (14, 1, 200), (16, 1, 10_000_150), (11, 1, 10_000_160));
        Assert.Equal(
            [new(10, 10, 0, 0), new(14, 14, 3, 200), new(15, 15, 0, 200), new(16, 16, 0, 10_000_150)], taken);
        Assert.Equal((1L, 3UL, 1UL), (session.Gaps, session.MissingMessages, session.DuplicateMessages));
    }

    [Fact]
    public void A_packet_waits_for_what_comes_just_in_time()
    {
        List<Taken> taken = Read(out FeedSession session, (10, 1, 0), (12, 1, 100), (11, 1, 10_000_100));
        Assert.Equal([new(10, 10, 0, 0), new(11, 11, 0, 10_000_100), new(12, 12, 0, 10_000_100)], taken);
        Assert.Equal(0, session.Gaps);
    }

    [Fact]
    public void Of_a_packet_that_was_heard_in_part_only_the_rest_is_taken_as_a_whole_packet()
    {
        using TempFolder folder = new();
        CaptureBuilder capture = new();
        byte[][] messages = [.. Enumerable.Range(10, 5).Select(number => CaptureBuilder.Delete((ulong)number))];
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 10, messages[..2])));
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 10, messages)));
        using PcapSource source = new(folder.Write("a.pcap", capture.Bytes));
        Assert.True(source.MoveNext());
        Assert.True(source.MoveNext());
        Assert.Equal(CaptureBuilder.Mold("S1", 12, messages[2..]), source.Payload.ToArray());
        Assert.Equal((12UL, 14UL), (source.Prefix.FirstSequence, source.Prefix.LastSequence));
        Assert.Equal("frame 2, byte 144", source.Position);
        Assert.False(source.MoveNext());
        Assert.Equal(5, source.MessagesRead);
        Assert.Equal((2UL, 0L), (source.Sessions[0].DuplicateMessages, source.Sessions[0].DuplicatePackets));
    }

    [Fact]
    public void Packets_that_wait_come_before_the_damage_behind_them()
    {
        using TempFolder folder = new();
        CaptureBuilder capture = new();
        foreach (ulong sequence in (ulong[])[10, 12, 13])
        {
            capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", sequence, CaptureBuilder.Delete(sequence))));
        }

        using PcapSource source = new(folder.Write("a.pcap", capture.Bytes[..^1]));
        Assert.True(source.MoveNext());
        Assert.True(source.MoveNext());
        Assert.Equal((12UL, 1UL), (source.Prefix.FirstSequence, source.Gap.Count));
        FeedException error = Assert.Throws<FeedException>(() => source.MoveNext());
        Assert.Contains("ends inside a frame", error.Problem);
    }

    [Fact]
    public void More_packets_than_there_is_room_for_give_the_gap_up()
    {
        (ulong, int, uint)[] packets = [(1, 1, 0), .. Enumerable.Range(3, 5_000).Select(n => ((ulong)n, 1, (uint)n)), (2, 1, 6_000)];
        List<Taken> taken = Read(out FeedSession session, packets);
        Assert.Equal(5_001, taken.Count);
        Assert.Equal((3UL, 1UL), (taken[1].First, taken[1].Missing));
        Assert.Equal((1L, 1UL, 1UL), (session.Gaps, session.MissingMessages, session.DuplicateMessages));
    }

    [Fact]
    public void Each_session_waits_for_itself()
    {
        using TempFolder folder = new();
        CaptureBuilder capture = new();
        uint time = 0;
        foreach ((string name, ulong sequence) in (ReadOnlySpan<(string, ulong)>)
            [("S1", 1), ("S2", 1), ("S1", 3), ("S2", 2), ("S1", 2), ("S2", 3)])
        {
            capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold(name, sequence, CaptureBuilder.Delete(1))), Second, ++time);
        }

        using PcapSource source = new(folder.Write("a.pcap", capture.Bytes));
        List<(string, ulong)> taken = [];
        while (source.MoveNext())
        {
            taken.Add((SessionName.Decode(source.Prefix), source.Prefix.FirstSequence));
        }

        Assert.Equal([("S1", 1), ("S2", 1), ("S2", 2), ("S1", 2), ("S1", 3), ("S2", 3)], taken);
    }

    /// <summary>
    /// Two lines send the same messages, packed each in its own way, each losing some packets, the second one a little
    /// later: whatever at least one of them has is taken once, in order, and nothing else is missing.
    /// </summary>
    [Fact]
    public void Whatever_two_lines_lose_every_message_that_one_of_them_has_is_taken_once_and_in_order() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 4].Array[60], Gen.Int[1, 4].Array[60], Gen.Int[0, 9].Array[120], Gen.Int[1, 3_000])
            .Sample(
                (messages, packingA, packingB, losses, lag) =>
                {
                    List<(uint Time, ulong First, int Count)> frames = [];
                    SortedSet<ulong> heard = [];
                    Send(messages, packingA, losses[..60], 0, frames, heard);
                    Send(messages, packingB, losses[60..], (uint)lag, frames, heard);
                    List<Taken> taken = Read(
                        out FeedSession session,
                        [.. frames.OrderBy(frame => frame.Time).Select(frame => (frame.First, frame.Count, frame.Time))]);
                    IEnumerable<ulong> sequences = taken.SelectMany(packet =>
                        Enumerable.Range(0, (int)(packet.Last - packet.First + 1)).Select(offset => packet.First + (ulong)offset));
                    Assert.Equal(heard.Where(sequence => sequence >= taken[0].First), sequences);
                    Assert.Equal(taken.Select(packet => packet.TimeNs).Order(), taken.Select(packet => packet.TimeNs));
                    Assert.Equal(
                        session.LastSequence - session.FirstSequence + 1 - (ulong)sequences.LongCount(), session.MissingMessages);
                },
                iter: 300);

    [Fact]
    public void Reading_two_lines_with_losses_does_not_allocate()
    {
        using TempFolder folder = new();
        CaptureBuilder capture = new();
        for (uint sequence = 1; sequence <= 4_000; sequence++)
        {
            byte[] frame = CaptureBuilder.Udp(CaptureBuilder.Mold("S1", sequence, CaptureBuilder.Delete(sequence)));
            bool isLostOnOneLine = sequence % 5 == 0;
            bool isLostOnBoth = sequence % 100 == 0;
            _ = isLostOnOneLine ? capture : capture.Add(frame, Second, sequence * 1_000);
            _ = isLostOnBoth ? capture : capture.Add(frame, Second, sequence * 1_000 + 500);
        }

        string file = folder.Write("a.pcap", capture.Bytes);

        // A collection that another thread causes counts the rest of this thread's buffer as allocated: what reading
        // itself allocates comes in every round.
        long least = long.MaxValue;
        for (int round = 0; round < 5 && least > 0; round++)
        {
            using PcapSource source = new(file);
            Assert.True(source.MoveNext());
            long before = AllocatedBytes.Begin();
            while (source.MoveNext())
            {
            }

            least = Math.Min(least, AllocatedBytes.Since(before));
            Assert.Equal((3_960L, 39L), (source.MessagesRead, source.Sessions[0].Gaps));
        }

        Assert.Equal(0, least);
    }

    private static void Send(
        int messages, int[] packing, int[] losses, uint lag, List<(uint, ulong, int)> frames, SortedSet<ulong> heard)
    {
        ulong next = 1;
        for (int packet = 0; next <= (ulong)messages; packet++)
        {
            int count = (int)Math.Min((ulong)packing[packet], (ulong)messages - next + 1);

            // The first packet tells every reader where the session starts; one in ten of the others is lost.
            if (losses[packet] > 0 || packet == 0)
            {
                frames.Add(((uint)next * 1_000 + lag, next, count));
                heard.UnionWith(Enumerable.Range(0, count).Select(offset => next + (ulong)offset));
            }

            next += (ulong)count;
        }
    }

    private static List<Taken> Read(out FeedSession session, params (ulong First, int Count, uint TimeNs)[] packets)
    {
        using TempFolder folder = new();
        CaptureBuilder capture = new();
        foreach ((ulong first, int count, uint timeNs) in packets)
        {
            byte[][] messages = [.. Enumerable.Range(0, count).Select(offset => CaptureBuilder.Delete(first + (ulong)offset))];
            capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", first, messages)), Second, timeNs);
        }

        using PcapSource source = new(folder.Write("a.pcap", capture.Bytes));
        MarketDataDecoder decoder = new([], 0);
        List<Taken> taken = [];
        while (source.MoveNext())
        {
            MarketDataPrefix prefix = source.Prefix;
            taken.Add(new Taken(
                prefix.FirstSequence, prefix.LastSequence, source.Gap.Count,
                source.ExchangeTimeNs - Second * 1_000_000_000L));
            decoder.Begin(source.Format, source.Payload);
            for (ulong sequence = prefix.FirstSequence; sequence <= prefix.LastSequence; sequence++)
            {
                Assert.Equal(DecodeStatus.Message, decoder.Next(source.Payload, out MarketMessage message));
                Assert.Equal(sequence, message.OrderReference);
            }

            Assert.Equal(DecodeStatus.End, decoder.Next(source.Payload, out _));
        }

        session = Assert.Single(source.Sessions);
        return taken;
    }

    private sealed record Taken(ulong First, ulong Last, ulong Missing, long TimeNs);
}
