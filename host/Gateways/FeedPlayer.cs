using Serilog;
using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Feeds;
using Strategies.Feeds.Queue;
using Strategies.Plans;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// Plays the recorded feed: the exchange sees a packet at its own time, the market ring gets it one feed latency later.
/// While the ring is full the feed waits, for the exchange too: what is recorded can wait. One thread.
/// </summary>
internal sealed class FeedPlayer : IDisposable
{
    private readonly PacketQueue _queue;
    private readonly PacketConsumer _played;
    private readonly PacketConsumer _published;
    private readonly SimulatedVenue _venue;
    private readonly MarketPublisher _market;
    private readonly CellCounters<VenueCounter> _counters;
    private readonly ILogger _log;
    private readonly string _file;
    private readonly long _latencyNs;
    private long _ahead;
    private bool _isOver;

    /// <summary>A player at the feed's beginning; starts to read it.</summary>
    /// <param name="setup">The session, for its feed.</param>
    /// <param name="venue">The exchange.</param>
    /// <param name="market">Where packets go.</param>
    /// <param name="counters">The venue process's counters.</param>
    /// <param name="log">Its log.</param>
    /// <exception cref="FeedException">The feed cannot be opened.</exception>
    internal FeedPlayer(
        SessionSetup setup,
        SimulatedVenue venue,
        MarketPublisher market,
        CellCounters<VenueCounter> counters,
        ILogger log)
    {
        _file = setup.Plan.Feed.File;
        _latencyNs = setup.Feeds[0].LatencyNs;
        _queue = new PacketQueue(setup.Feeds[0].Open());
        (_played, _published) = (_queue.Consumer(0), _queue.Consumer(1));
        (_venue, _market, _counters, _log) = (venue, market, counters, log);
        _queue.Start();
    }

    /// <summary>Packets that the exchange has seen and the market ring has not got.</summary>
    internal long PacketsAhead => _ahead;

    /// <summary>
    /// When the exchange sees its next packet, session time; <see cref="long.MaxValue"/> while there is none, or while
    /// the feed waits for the market ring.
    /// </summary>
    internal long NextPacketTimeNs =>
        !_market.IsFull && _played.TryPeek(out PacketView packet) ? packet.ExchangeTimeNs : long.MaxValue;

    /// <summary>
    /// Plays to the exchange what was published before this process began, as fast as it goes, and publishes nothing.
    /// </summary>
    /// <param name="stop">Ends it before.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="CellException">The feed is not the one that was published from.</exception>
    internal void CatchUp(CancellationToken stop)
    {
        while (_market.Sequence < _market.PublishedSequence)
        {
            stop.ThrowIfCancellationRequested();
            if (_played.TryPeek(out PacketView packet))
            {
                PlayNext();
                _market.Pass(in packet);
                _published.Advance();
                _ahead--;
            }
            else if (_played.IsFinished)
            {
                PassEnd();
            }
            else
            {
                Thread.Yield();
            }
        }

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
        _venue.OnMarketData(packet.ExchangeTimeNs, packet.Format, packet.Payload);
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
            && packet.ExchangeTimeNs + _latencyNs <= nowNs && _market.TryPublish(in packet, nowNs))
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
        _counters[VenueCounter.IsFeedEnded] = 1;
        _log.Information(
            "the feed has ended: {Packets} packets, {Messages} messages",
            _counters[VenueCounter.Packets],
            _counters[VenueCounter.Messages]);
    }

    /// <summary>The orders of the session are worth more than its feed: it is told, and the session goes on.</summary>
    private void LogFailure(Exception failure) => _log.Error(
        "the feed is stale, it cannot be read on: {Problem:l}. Hint: {Hint:l}",
        failure.Message,
        failure is FeedException feed ? feed.Hint : "see whether the file is still there");

    private CellException AnotherFeed(string why) => new(
        _file,
        $"it is not the feed that {_market.PublishedSequence} records of the market ring were published from: {why}",
        "put the file back that the day began with, or begin a new day in a new folder");
}
