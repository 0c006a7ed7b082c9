using Strategies.Backtest.Tests.Support;
using Strategies.Cell;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Feeds;
using Strategies.Feeds.Tests.Support;
using Strategies.Gateways.Tests.Support;
using Strategies.Records;

namespace Strategies.Gateways.Tests;

/// <summary>How the recorded feed gets into the market ring.</summary>
public sealed class FeedTests
{
    private const string PcapWithGap = "itch/omi_nasdaq_totalview_pcap/Multiple.Packets.pcap";

    [Fact]
    public void Every_packet_arrives_once_in_order_and_as_its_file_has_it_and_the_end_is_told()
    {
        using VenueCell cell = new();
        cell.Start();
        List<RingRecord> records = RunToEnd(cell);

        Assert.Equal(cell.Feed.Count + 1, records.Count);
        Assert.Equal((uint)MarketRingType.FeedEnded, records[^1].Type);
        records.RemoveAt(records.Count - 1);
        AssertFeed(cell.Feed, records);
        Assert.Equal(cell.Feed.Count, cell[VenueCounter.Packets]);
        Assert.Equal(cell.Feed.Count, cell[VenueCounter.Messages]);
        Assert.Equal(cell.Feed[^1].ExchangeTimeNs, cell[VenueCounter.FeedTimeNs]);
        Assert.Equal(1, cell[VenueCounter.IsFeedEnded]);
        Assert.Contains(cell.Log.Lines, line => line.StartsWith("feed 1 has ended", StringComparison.Ordinal));
        cell.Run(1);
        Assert.Empty(cell.TakeMarket());
    }

    [Fact]
    public void A_packet_is_published_one_feed_latency_after_its_time_and_not_before()
    {
        using VenueCell cell = new(new VenueCellOptions { Rows = 3, FeedLatencyUs = 5_000, TimeDivisor = 1 });
        cell.Start();
        double dueMs = (cell.Feed[0].ExchangeTimeNs - cell.SessionNs) / (double)VenueCell.NsPerMs;
        cell.Jump(dueMs + 5.5 - 1);
        TurnUntil(cell, "the packet at the exchange", () => ((VenueSession)cell.Venue!).PacketsAhead == 1);
        Assert.Empty(cell.TakeMarket());
        cell.Jump(1);
        RingRecord record = Assert.Single(cell.TakeMarket());
        Assert.Equal(cell.SessionNs, record.Header.ReceiveTimeNs);
    }

    [Fact]
    public void A_gap_of_the_feed_is_told_in_front_of_the_packet_behind_it()
    {
        using VenueCell cell = new(new VenueCellOptions { Feed = SharedData.Find(PcapWithGap) });
        cell.Start();
        List<RingRecord> records = RunToEnd(cell);

        Assert.Equal(
            [RecordType.MarketData, RecordType.FeedStatus, RecordType.FeedStatus, RecordType.MarketData],
            records.SkipLast(1).Select(record => record.Header.Type));
        Assert.Equal([1UL, 2UL, 3UL, 4UL], records.SkipLast(1).Select(record => record.Header.SourceSequence));
        Assert.Equal(
            [FeedCondition.Gap, FeedCondition.Recovered],
            records[1..3].Select(record => record.Payload<FeedStatusPayload>().Condition));
        Assert.All(records[1..3], record => Assert.Equal(
            (14_764_497UL, 19_009_116UL),
            (record.Payload<FeedStatusPayload>().FirstMissing, record.Payload<FeedStatusPayload>().LastMissing)));
    }

    [Fact]
    public void A_session_that_starts_anew_goes_on_behind_what_is_published_gap_and_end_included()
    {
        using VenueCell cell = new(new VenueCellOptions { Feed = SharedData.Find(PcapWithGap) });
        cell.Start();
        cell.Jump(1.5);
        TurnUntil(cell, "the packet that is due", () => cell[VenueCounter.Packets] == 1);
        List<RingRecord> records = cell.TakeMarket();
        Assert.Single(records);
        cell.Restart();
        records.AddRange(RunToEnd(cell));
        Assert.Equal([1UL, 2UL, 3UL, 4UL, 5UL], records.Select(record => record.Sequence));
        Assert.Equal((uint)MarketRingType.FeedEnded, records[^1].Type);

        cell.Restart();
        cell.Run(2);
        Assert.Empty(cell.TakeMarket());
        Assert.Equal((2, 39, 1), (
            cell[VenueCounter.Packets], cell[VenueCounter.Messages], cell[VenueCounter.IsFeedEnded]));
    }

    [Fact]
    public void While_the_market_ring_is_full_the_feed_waits_and_nothing_is_lost()
    {
        using VenueCell cell = new(new VenueCellOptions { MarketRingBytes = 4_096 });
        cell.Start();
        cell.Jump(1_000);
        TurnUntil(cell, "the full ring", () => cell[VenueCounter.RingFull] > 0);
        Assert.Equal(1, cell[VenueCounter.RingFull]);
        long published = cell[VenueCounter.Packets];
        cell.Run(1);
        Assert.Equal((published, 1), (cell[VenueCounter.Packets], cell[VenueCounter.RingFull]));

        List<RingRecord> records = [];
        while (cell[VenueCounter.IsFeedEnded] == 0)
        {
            records.AddRange(cell.TakeMarket(3));
            cell.Run(0.05);
        }

        records.AddRange(cell.TakeMarket());
        records.RemoveAt(records.Count - 1);
        AssertFeed(cell.Feed, records);
        Assert.True(cell[VenueCounter.RingFull] > 10);
    }

    [Fact]
    public void A_feed_that_is_not_there_is_named()
    {
        using VenueCell cell = new();
        File.Delete(cell.Setup.Plan.Feed.File);
        FeedException error = Assert.Throws<FeedException>(cell.Start);
        Assert.Contains(cell.Setup.Plan.Feed.File, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Hint);
    }

    [Fact]
    public void A_feed_that_was_changed_during_the_day_is_refused()
    {
        using VenueCell cell = new();
        cell.Start();
        RunToEnd(cell);
        cell.Venue!.Dispose();
        ShortFeed(cell);

        CellException error = Assert.Throws<CellException>(cell.Start);
        Assert.Contains("401 records of the market ring", error.Message, StringComparison.Ordinal);
        Assert.Contains("put the file back", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_that_is_shorter_than_what_was_published_is_refused()
    {
        using VenueCell cell = new();
        cell.Start();
        RunToEnd(cell);
        cell.Venue!.Dispose();
        ShortFeed(cell);
        File.Delete(cell.Regions.SessionOf(ProcessRole.Venue).File);

        CellException error = Assert.Throws<CellException>(cell.Start);
        Assert.Contains("it ends with record 301", error.Message, StringComparison.Ordinal);
    }

    internal static void AssertFeed(IReadOnlyList<FeedPacket> feed, List<RingRecord> records)
    {
        Assert.Equal(feed.Count, records.Count);
        for (int index = 0; index < records.Count; index++)
        {
            RingRecord record = records[index];
            Assert.Equal((uint)MarketRingType.Record, record.Type);
            Assert.Equal((ulong)index + 1, record.Sequence);
            Assert.Equal(
                (RecordType.MarketData, SourceKind.Feed, (ushort)1, record.Sequence, record.Bytes.Length),
                (record.Header.Type, record.Header.SourceKind, record.Header.SourceId, record.Header.SourceSequence,
                    record.Header.Length));
            Assert.True(record.Content.SequenceEqual(feed[index].Content), $"packet {index + 1} is another");
        }
    }

    private static List<RingRecord> RunToEnd(VenueCell cell)
    {
        List<RingRecord> records = [];
        for (int turn = 0; turn < 100_000 && cell[VenueCounter.IsFeedEnded] == 0; turn++)
        {
            cell.Jump(0.5);
            records.AddRange(cell.TakeMarket());
        }

        return records;
    }

    /// <summary>The reading thread is another: what is due is played as soon as it has read it.</summary>
    private static void TurnUntil(VenueCell cell, string what, Func<bool> condition) => Patience.Until(what, () =>
    {
        cell.Turn();
        return condition();
    });

    private static void ShortFeed(VenueCell cell)
    {
        File.Delete(cell.Setup.Plan.Feed.File);
        ShortDay.Write(cell.Setup.Plan.Feed.File, 300, 100_000);
    }
}
