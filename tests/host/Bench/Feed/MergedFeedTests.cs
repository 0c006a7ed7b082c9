using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Bench.Feed;
using Strategies.Bench.Tests.Support;
using Strategies.Feeds;
using Strategies.Records;

namespace Strategies.Bench.Tests.Feed;

public sealed class MergedFeedTests : IDisposable
{
    private const int Copies = 7;
    private readonly SampleDay _day = new(rows: 500);

    public void Dispose() => _day.Dispose();

    [Fact]
    public void Copies_are_merged_by_time_and_each_holds_every_row_once_in_order()
    {
        MergedFeed feed = new(_day.Tape(), Copies, seed: 3, eventsMax: long.MaxValue);
        int[] next = new int[Copies + 1];
        long lastNs = 0;
        for (int index = 0; index < feed.Count; index++)
        {
            Assert.True(feed.TimeNsOf(index) >= lastNs);
            lastNs = feed.TimeNsOf(index);
            Assert.Equal(next[feed.InstrumentOf(index)]++, feed.RowOf(index));
        }

        Assert.All(next[1..], rows => Assert.Equal(500, rows));
    }

    [Fact]
    public void The_seed_alone_decides_the_order_and_shifts_stay_below_an_hour()
    {
        PacketTape tape = _day.Tape();
        MergedFeed feed = new(tape, Copies, seed: 3, eventsMax: 2_000);
        MergedFeed same = new(tape, Copies, seed: 3, eventsMax: 2_000);
        MergedFeed other = new(tape, Copies, seed: 4, eventsMax: 2_000);

        Assert.Equal(Order(feed), Order(same));
        Assert.NotEqual(Order(feed), Order(other));
        Assert.All(
            Enumerable.Range(0, feed.Count),
            index => Assert.InRange(
                feed.TimeNsOf(index) - tape.TimesNs[feed.RowOf(index)], 0, MergedFeed.ShiftMaxNs));
    }

    [Fact]
    public void A_record_is_the_packet_of_the_source_under_the_copys_name()
    {
        List<byte[]> payloads = [];
        using (PacketSource source = FeedOpener.Open(_day.File))
        {
            while (source.MoveNext())
            {
                payloads.Add(source.Payload.ToArray());
            }
        }

        MergedFeed feed = new(_day.Tape(), Copies, seed: 3, eventsMax: long.MaxValue);
        byte[] buffer = new byte[1 << 14];
        for (int index = 0; index < feed.Count; index++)
        {
            Span<byte> record = buffer.AsSpan(0, feed.Write(index, buffer));
            ref readonly RecordHeader header = ref RecordWriter.Header(record);
            Span<byte> payload = record[(RecordHeader.Size + Unsafe.SizeOf<MarketDataPrefix>())..];
            ref LobsterPrefix prefix = ref MemoryMarshal.AsRef<LobsterPrefix>(payload);

            Assert.Equal(feed.InstrumentOf(index), prefix.Instrument);
            Assert.Equal(feed.TimeNsOf(index), header.ReceiveTimeNs);
            Assert.Equal((ulong)index + 1, header.SourceSequence);
            Assert.Equal(record.Length, header.Length);
            prefix.Instrument = 1; // the only difference
            Assert.True(payload.SequenceEqual(payloads[feed.RowOf(index)]));
        }
    }

    [Fact]
    public void A_feed_that_is_no_lobster_day_is_refused_with_a_way_out()
    {
        string file = _day.NewPath("day.itch");
        byte[] systemEvent = [0, 12, (byte)'S', 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte)'O'];
        File.WriteAllBytes(file, systemEvent);

        BenchException exception = Assert.Throws<BenchException>(() => PacketTape.Read(file));

        Assert.Contains("is no LOBSTER day", exception.Message);
        Assert.Contains("strat data sample", exception.Hint);
    }

    private static int[] Order(MergedFeed feed) =>
        [.. Enumerable.Range(0, feed.Count).Select(index => feed.RowOf(index) * 1000 + feed.InstrumentOf(index))];
}
