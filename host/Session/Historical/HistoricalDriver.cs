using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Strategies.Driver;
using Strategies.Feeds;
using Strategies.Feeds.Queue;
using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Session.Historical;

/// <summary>
/// Plays recorded data in virtual time: the venue sees a packet when the exchange sent it, the engine one feed latency
/// later, orders and reports travel with the venue's latencies, and clock records come as <see cref="ClockSchedule"/> has
/// them.
/// </summary>
/// <remarks>
/// The next event of the engine is the earliest of report, packet and clock, reports first at equal times. Before it is
/// taken, the venue has processed everything up to its time: packets, and what arrived there. No latency is negative:
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
    private readonly SimulatedVenue _venue;
    private readonly PacketConsumer _venueFeed;
    private readonly PacketConsumer _engineFeed;
    private readonly long _feedLatencyNs;
    private readonly ActionRunner? _actions;
    private readonly Pacer? _pacer;
    private readonly SessionProgress? _progress;
    private readonly GapHistory? _gaps;

    public HistoricalDriver(
        EngineDriver driver,
        InputWriter records,
        SimulatedVenue venue,
        PacketQueue queue,
        long feedLatencyNs,
        ActionRunner? actions,
        Pacer? pacer,
        SessionProgress? progress,
        GapHistory? gaps = null)
    {
        _driver = driver;
        _records = records;
        _schedule = new ClockSchedule(driver.Engine);
        _venue = venue;
        _venueFeed = queue.Consumer(0);
        _engineFeed = queue.Consumer(1);
        _feedLatencyNs = feedLatencyNs;
        _actions = actions;
        _pacer = pacer;
        _progress = progress;
        _gaps = gaps;
    }

    /// <summary>Moments to note; none unless asked for.</summary>
    public EventMarks? Marks { get; init; }

    /// <summary>Messages of the packets that were handed to the engine.</summary>
    public long Messages { get; private set; }

    /// <summary>Plays the feed to its end.</summary>
    public void PlayFeed()
    {
        while (!_engineFeed.IsFinished)
        {
            _gaps?.Record(Stopwatch.GetTimestamp());
            Step(isFeedOpen: true);
        }

        _actions?.EndFeed();
        if (_engineFeed.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>
    /// Goes on without a feed until the venue owes nothing any more, ends its day, and takes the reports of what expires.
    /// </summary>
    public void EndVenueDay()
    {
        Drain();
        _venue.EndOfDay(_records.LastTimeNs);
        Drain();
    }

    private void Drain()
    {
        while (_venue.NextArrivalTimeNs != long.MaxValue || _venue.NextReportTimeNs != long.MaxValue)
        {
            Step(isFeedOpen: false);
        }
    }

    private void Step(bool isFeedOpen)
    {
        long venuePacketNs = long.MaxValue;
        long enginePacketNs = long.MaxValue;
        if (isFeedOpen && !TryPeekTimes(out venuePacketNs, out enginePacketNs))
        {
            Thread.SpinWait(16);
            return;
        }

        long reportNs = _venue.NextReportTimeNs;
        long clockNs = _schedule.NextNs;
        long engineNs = Math.Min(Math.Min(reportNs, enginePacketNs), clockNs);
        long arrivalNs = _venue.NextArrivalTimeNs;
        long venueNs = Math.Min(venuePacketNs, arrivalNs);
        // The venue first at equal times: what it reports of them is due now, or later.
        if (venueNs <= engineNs)
        {
            StepVenue(venuePacketNs <= arrivalNs);
        }
        else if (reportNs == engineNs)
        {
            _records.TakeBuilt(_venue.Poll(_records.Buffer));
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

    /// <summary>Times of the next packet for the venue and for the engine.</summary>
    /// <returns>False while the reading thread has not caught up.</returns>
    private bool TryPeekTimes(out long venuePacketNs, out long enginePacketNs)
    {
        venuePacketNs = long.MaxValue;
        enginePacketNs = long.MaxValue;
        if (_venueFeed.TryPeek(out PacketView venuePacket))
        {
            venuePacketNs = venuePacket.ExchangeTimeNs;
        }
        else if (!_venueFeed.IsFinished)
        {
            return false;
        }

        if (_engineFeed.TryPeek(out PacketView enginePacket))
        {
            enginePacketNs = enginePacket.ExchangeTimeNs + _feedLatencyNs;
            return true;
        }

        return _engineFeed.IsFinished;
    }

    private void StepVenue(bool isPacket)
    {
        if (isPacket)
        {
            _venueFeed.TryPeek(out PacketView packet);
            _venue.OnMarketData(packet.ExchangeTimeNs, packet.Format, packet.Payload);
            _venueFeed.Advance();
        }
        else
        {
            _venue.ProcessArrival();
        }
    }

    private void TakePacket(long receiveTimeNs)
    {
        _pacer?.WaitUntil(receiveTimeNs, _gaps);
        // Behind the pacer's wait, which is no latency.
        long takenTimestamp = Stopwatch.GetTimestamp();
        _engineFeed.TryPeek(out PacketView packet);
        if (!packet.Gap.IsNone)
        {
            TakeGap(packet.Gap, receiveTimeNs);
        }

        MarketDataPrefix prefix = packet.Prefix;
        _records.TakePacket(
            SourceIds.FirstFeed, packet.Format, in prefix, packet.Payload, receiveTimeNs, takenTimestamp);
        Messages += (long)(prefix.LastSequence - prefix.FirstSequence + 1);
        // Only now may the reading thread put something else in its place.
        _engineFeed.Advance();
        if (_progress is not null && (Messages & 0xFF) == 0)
        {
            Report();
        }

        Marks?.Pass(Messages);
        _actions?.RunDue(Messages, _records.LastTimeNs);
    }

    /// <summary>
    /// What a recorded file lacks will not come any more: the gap is on record, and prices count again behind it.
    /// </summary>
    private void TakeGap(FeedGap gap, long timeNs)
    {
        FeedStatusPayload status =
            new() { Feed = SourceIds.FirstFeed, Condition = FeedCondition.Gap, FirstMissing = gap.FirstMissing, LastMissing = gap.LastMissing };
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
    }
}
