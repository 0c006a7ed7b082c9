using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Strategies.Driver;
using Strategies.Feeds;
using Strategies.Feeds.Queue;
using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Session.Historical;

/// <summary>
/// Plays recorded data in virtual time: a venue sees a packet of its feeds when the exchange sent it, the engine one feed
/// latency later, orders and reports travel with the venue's latencies, and clock records come as <see cref="ClockSchedule"/>
/// has them.
/// </summary>
/// <remarks>
/// The next event of the engine is the earliest of report, packet and clock, reports first at equal times; of several
/// venues or feeds the lower number first. Before it is taken, every venue has processed everything up to its time:
/// packets, and what arrived there. No latency is negative:
/// what the venue has yet to process causes no report that is due before; and an order leaves at the engine's time, of
/// which the venue's is never ahead, so that it can never reach the venue in its past. No other bound on the latencies
/// is needed: they may be drawn, and they may be zero. Nor is the venue ever behind the engine in the feed: however
/// long messages take, the engine never waits for room in the feed's ring that only the venue could make, and the venue
/// has played the whole feed when the engine has.
/// </remarks>
public sealed class HistoricalDriver
{
    private readonly EngineDriver _driver;
    private readonly InputWriter _records;
    private readonly ClockSchedule _schedule;
    private readonly SimulatedVenues _venues;
    private readonly MergedFeeds _feeds;
    private readonly long[] _messagesOf = new long[SourceIds.FeedMax + 1];
    private readonly ActionRunner? _actions;
    private readonly Pacer? _pacer;
    private readonly SessionProgress? _progress;
    private readonly GapHistory? _gaps;

    public HistoricalDriver(
        EngineDriver driver,
        InputWriter records,
        SimulatedVenues venues,
        MergedFeeds feeds,
        ActionRunner? actions,
        Pacer? pacer,
        SessionProgress? progress,
        GapHistory? gaps = null)
    {
        _driver = driver;
        _records = records;
        _schedule = new ClockSchedule(driver.Engine);
        _venues = venues;
        _feeds = feeds;
        _actions = actions;
        _pacer = pacer;
        _progress = progress;
        _gaps = gaps;
    }

    /// <summary>Moments to note; none unless asked for.</summary>
    public EventMarks? Marks { get; init; }

    /// <summary>What the slots earn over the day; not noted unless asked for.</summary>
    public EquitySamples? Equity { get; init; }

    /// <summary>Messages of the packets that were handed to the engine, of all feeds.</summary>
    public long Messages { get; private set; }

    /// <summary>Messages of one feed's packets that were handed to the engine.</summary>
    /// <param name="feed">Its number.</param>
    public long MessagesOf(int feed) => _messagesOf[feed];

    /// <summary>Plays all feeds to their ends.</summary>
    public void PlayFeed()
    {
        while (!_feeds.IsFinished)
        {
            _gaps?.Record(Stopwatch.GetTimestamp());
            Step(isFeedOpen: true);
        }

        _actions?.EndFeed();
        if (_feeds.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>
    /// Goes on without a feed until the venues owe nothing any more, ends their day, and takes the reports of what expires.
    /// </summary>
    public void EndVenueDay()
    {
        Drain();
        _venues.EndOfDay(_records.LastTimeNs);
        Drain();
    }

    private void Drain()
    {
        while (_venues.NextArrivalTimeNs != long.MaxValue || _venues.NextReportTimeNs != long.MaxValue)
        {
            Step(isFeedOpen: false);
        }
    }

    private void Step(bool isFeedOpen)
    {
        long venuePacketNs = long.MaxValue;
        long enginePacketNs = long.MaxValue;
        if (isFeedOpen)
        {
            if (!_feeds.TryPeek())
            {
                Thread.SpinWait(16);
                return;
            }

            venuePacketNs = _feeds.VenueTimeNs;
            enginePacketNs = _feeds.EngineTimeNs;
        }

        long reportNs = _venues.NextReportTimeNs;
        long clockNs = _schedule.NextNs;
        long engineNs = Math.Min(Math.Min(reportNs, enginePacketNs), clockNs);
        long arrivalNs = _venues.NextArrivalTimeNs;
        long venueNs = Math.Min(venuePacketNs, arrivalNs);
        // The venue first at equal times: what it reports of them is due now, or later.
        if (venueNs <= engineNs)
        {
            StepVenue(venuePacketNs <= arrivalNs);
        }
        else if (reportNs == engineNs)
        {
            _records.TakeBuilt(_venues.Poll(_records.Buffer));
        }
        else if (enginePacketNs == engineNs)
        {
            TakePacket(enginePacketNs);
        }
        else
        {
            _records.TakeClock(clockNs);
        }
    }

    private void StepVenue(bool isPacket)
    {
        if (isPacket)
        {
            PacketConsumer reader = _feeds.VenueReader;
            reader.TryPeek(out PacketView packet);
            _venues.OnMarketData(_feeds.VenueFeed, packet.ExchangeTimeNs, packet.Format, packet.Payload);
            reader.Advance();
        }
        else
        {
            _venues.ProcessArrival();
        }
    }

    private void TakePacket(long receiveTimeNs)
    {
        _pacer?.WaitUntil(receiveTimeNs, _gaps);
        // Behind the pacer's wait, which is no latency.
        long takenTimestamp = Stopwatch.GetTimestamp();
        PacketConsumer reader = _feeds.EngineReader;
        int feed = _feeds.EngineFeed;
        reader.TryPeek(out PacketView packet);
        if (!packet.Gap.IsNone)
        {
            TakeGap(feed, packet.Gap, receiveTimeNs);
        }

        MarketDataPrefix prefix = packet.Prefix;
        _records.TakePacket((ushort)feed, packet.Format, in prefix, packet.Payload, receiveTimeNs, takenTimestamp);
        long messages = (long)(prefix.LastSequence - prefix.FirstSequence + 1);
        Messages += messages;
        _messagesOf[feed] += messages;
        // Only now may the reading thread put something else in its place.
        reader.Advance();
        if (_progress is not null && (Messages & 0xFF) == 0)
        {
            Report();
        }

        Marks?.Pass(Messages);
        _actions?.RunDue(Messages, _records.LastTimeNs);
        Equity?.Pass(_records.LastTimeNs);
    }

    /// <summary>
    /// What a recorded file lacks will not come any more: the gap is on record, and prices count again behind it.
    /// </summary>
    private void TakeGap(int feed, FeedGap gap, long timeNs)
    {
        FeedStatusPayload status =
            new() { Feed = feed, Condition = FeedCondition.Gap, FirstMissing = gap.FirstMissing, LastMissing = gap.LastMissing };
        _records.TakeFromDriver(RecordType.FeedStatus, timeNs, in status);
        status.Condition = FeedCondition.Recovered;
        _records.TakeFromDriver(RecordType.FeedStatus, timeNs, in status);
    }

    private void Report()
    {
        _progress!.Events = Messages;
        _progress.Orders = _driver.Metrics.OrdersOffered;
        _progress.Fills = _driver.Metrics.Fills;
        _progress.TimeNs = _records.LastTimeNs;
        _progress.ThrowIfCanceled();
    }
}
