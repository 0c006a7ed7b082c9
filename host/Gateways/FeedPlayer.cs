using Serilog;
using Strategies.Cell;
using Strategies.Feeds;
using Strategies.Feeds.Queue;
using Strategies.Plans;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// Plays one recorded feed: the exchange sees a packet at its own time, the market ring gets it one feed latency later.
/// While the ring is full the feed waits, for the exchange too: what is recorded can wait. One thread.
/// </summary>
internal sealed class FeedPlayer : IDisposable
{
    private readonly PacketQueue _queue;
    private readonly PacketConsumer _played;
    private readonly PacketConsumer _published;
    private readonly SimulatedVenue _venue;
    private readonly MarketPublisher _market;
    private readonly ILogger _log;
    private readonly FeedSetup _feed;
    private readonly int _place;
    private long _ahead;
    private bool _isOver;

    /// <summary>A player at the feed's beginning; starts to read it.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="place">Its place among the exchange's feeds, from 0.</param>
    /// <param name="venue">The exchange.</param>
    /// <param name="market">Where packets go.</param>
    /// <param name="log">Its log.</param>
    /// <exception cref="FeedException">The feed cannot be opened.</exception>
    internal FeedPlayer(
        FeedSetup feed,
        int place,
        SimulatedVenue venue,
        MarketPublisher market,
        ILogger log)
    {
        (_feed, _place) = (feed, place);
        _queue = new PacketQueue(feed.Open());
        (_played, _published) = (_queue.Consumer(0), _queue.Consumer(1));
        (_venue, _market, _log) = (venue, market, log);
        _queue.Start();
    }

    /// <summary>Packets that the exchange has seen and the market ring has not got.</summary>
    internal long PacketsAhead => _ahead;

    /// <summary>True when the feed has come to its end, and its last record is in the market ring.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>True while the exchange has not seen all that was published before this process began.</summary>
    internal bool IsBehind => _market.Sequence < _market.PublishedSequence;

    /// <summary>True when it is known which packet comes next, or that none does.</summary>
    internal bool IsNextKnown => _played.TryPeek(out _) || _played.IsFinished;

    /// <summary>Time of the next packet that was read; <see cref="long.MaxValue"/> when there is none.</summary>
    internal long NextReadTimeNs => _played.TryPeek(out PacketView packet) ? packet.ExchangeTimeNs : long.MaxValue;

    /// <summary>
    /// When the exchange sees its next packet, session time; <see cref="long.MaxValue"/> while there is none, or while
    /// the feed waits for the market ring.
    /// </summary>
    internal long NextPacketTimeNs =>
        !_market.IsFull && _played.TryPeek(out PacketView packet) ? packet.ExchangeTimeNs : long.MaxValue;

    /// <summary>
    /// Plays to the exchange the next packet that was published before this process began, and publishes nothing. Only
    /// while <see cref="IsBehind"/> and when <see cref="IsNextKnown"/>.
    /// </summary>
    /// <exception cref="CellException">The feed is not the one that was published from.</exception>
    internal void PassNext()
    {
        if (_played.TryPeek(out PacketView packet))
        {
            PlayNext();
            _market.Pass(in packet);
            _published.Advance();
            _ahead--;
        }
        else
        {
            PassEnd();
        }
    }

    /// <summary>Fails unless what was published before this process began could have come from this feed.</summary>
    /// <exception cref="CellException">It could not.</exception>
    internal void RequireCaughtUp()
    {
        // Packet and gap are published in one step, so the same feed meets the number exactly.
        if (_market.Sequence > _market.PublishedSequence)
        {
            throw AnotherFeed("a gap in it was published in part");
        }
    }

    /// <summary>Shows the exchange the packet of <see cref="NextPacketTimeNs"/>.</summary>
    internal void PlayNext()
    {
        _played.TryPeek(out PacketView packet);
        _venue.OnMarketData(packet.ExchangeTimeNs, packet.Format, packet.Payload, _place);
        _played.Advance();
        _ahead++;
    }

    /// <summary>Publishes packets that are due and that the exchange has seen.</summary>
    /// <param name="nowNs">Session time.</param>
    /// <param name="packetsMax">Most packets.</param>
    /// <returns>How many were published.</returns>
    internal int PublishDue(long nowNs, int packetsMax)
    {
        int count = 0;
        while (count < packetsMax && _ahead > 0 && _published.TryPeek(out PacketView packet)
            && packet.ExchangeTimeNs + _feed.LatencyNs <= nowNs && _market.TryPublish(in packet, nowNs))
        {
            _published.Advance();
            _ahead--;
            count++;
        }

        if (!_isOver && _published.IsFinished)
        {
            count += TryEnd(nowNs) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Stops reading and closes the feed.</summary>
    public void Dispose() => _queue.Dispose();

    private bool TryEnd(long nowNs)
    {
        if (_published.Failure is { } failure)
        {
            _isOver = _market.TryPublishStale(nowNs);
            if (_isOver)
            {
                LogFailure(failure);
            }
        }
        else
        {
            _isOver = _market.TryPublishEnd();
            if (_isOver)
            {
                LogEnd();
            }
        }

        return _isOver;
    }

    private void PassEnd()
    {
        if (_isOver)
        {
            throw AnotherFeed($"it ends with record {_market.Sequence}");
        }

        _market.PassEnd();
        _isOver = true;
        if (_played.Failure is { } failure)
        {
            LogFailure(failure);
        }
        else
        {
            LogEnd();
        }
    }

    private void LogEnd()
    {
        IsEnded = true;
        _log.Information(
            "feed {Feed} has ended: {Packets} packets, {Messages} messages", _feed.Number, _market.Packets, _market.Messages);
    }

    /// <summary>The orders of the session are worth more than its feed: it is told, and the session goes on.</summary>
    private void LogFailure(Exception failure) => _log.Error(
        "feed {Feed} is stale, it cannot be read on: {Problem:l}. Hint: {Hint:l}",
        _feed.Number,
        failure.Message,
        failure is FeedException feed ? feed.Hint : "see whether the file is still there");

    private CellException AnotherFeed(string why) => new(
        _feed.Plan.File,
        $"it is not the feed that {_market.PublishedSequence} records of the market ring were published from: {why}",
        "put the file back that the day began with, or begin a new day in a new folder");
}
