using Serilog;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Feeds;
using Strategies.Ipc;
using Strategies.Ipc.Rings;
using Strategies.Plans;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// A venue's simulated exchange with its recorded feeds, and the owner of its order session, joined to the cell's rings: one
/// turn after the other. One thread.
/// </summary>
internal sealed class VenueSession : IDisposable
{
    /// <summary>Most packets in one turn, so that neither orders nor the heartbeat wait for long.</summary>
    private const int PacketsPerTurnMax = 256;

    private const long NsPerMs = 1_000_000;

    private readonly Stack<IDisposable> _parts = new();
    private readonly CellCounters<VenueCounter> _counters;
    private readonly SessionClock _clock;
    private readonly SimulatedVenue _venue;
    private readonly FeedPlayers _feeds;
    private readonly SessionOwner _owner;
    private readonly ILogger _log;

    private VenueSession(
        CellSetup cell, CellProcess process, SessionSetup day, CellRegions regions, ILogger log, CancellationToken stop)
    {
        _log = log;
        try
        {
            RingConsumer orders = Keep(regions.AwaitRing(CellRegions.OrderRing(process.Venue), stop)).TakeConsumer();
            RingProducer reports = Keep(regions.AwaitRing(CellRegions.ReportRing(process.Venue), stop)).TakeProducer();
            FeedSetup[] feeds = [.. day.Feeds.Where(feed => feed.Venue == process.Venue)];
            RingProducer[] published = [.. feeds.Select(
                feed => Keep(regions.AwaitRing(CellRegions.MarketRing(feed.Number), stop)).TakeProducer())];
            SessionMemory memory =
                Keep(SessionMemory.Open(regions.SessionOf(process), orders.LastReleasedSequence));
            _counters = Keep(MakeCounters(regions, process, memory.IsContinued));
            MarketPublisher[] markets = [.. feeds.Zip(
                published, (feed, ring) => new MarketPublisher(feed.Number, ring, _counters))];
            CheckFeeds(feeds, memory, markets.Sum(market => (long)market.PublishedSequence));
            _clock = Keep(SessionClock.Open(regions.Clock, stop));
            ExchangeMemory exchangeMemory =
                Keep(ExchangeMemory.Open(regions.ExchangeOf(process), DateTimeOffset.UtcNow));
            _venue = Keep(day.MakeVenue(day.Venues[process.Venue.Value - 1], exchangeMemory.LastExecId));
            _feeds = new FeedPlayers([.. feeds.Select(
                (feed, place) => Keep(new FeedPlayer(feed, place, _venue, markets[place], log)))]);
            SimulatedExchange exchange = Keep(new SimulatedExchange(_venue, exchangeMemory, _feeds));
            VenueSettings settings = cell.Config.Venue;
            CoreWatch watch =
                new(settings.BlockAfterMs * NsPerMs, settings.CancelAfterMs * NsPerMs, memory.IsContinued);
            _owner = Keep(new SessionOwner(process.Venue, exchange, orders, reports, memory, regions, watch, _counters, log));
            Begin(memory, markets, stop);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Joins the cell: waits for what the core makes, and brings the exchange's books to where the market ring stands.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="process">The process, which tells the venue.</param>
    /// <param name="regions">Its regions.</param>
    /// <param name="log">The venue process's log.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="FeedException">A feed cannot be read.</exception>
    /// <exception cref="CellException">A feed is not the one that was published from before.</exception>
    /// <exception cref="IpcException">A region cannot be had: another venue process runs, above all.</exception>
    internal static VenueSession Open(
        CellSetup cell, CellProcess process, CellRegions regions, ILogger log, CancellationToken stop) =>
        new(cell, process, SessionSetup.Load(cell.Plan), regions, log, stop);

    /// <inheritdoc cref="FeedPlayer.PacketsAhead"/>
    internal long PacketsAhead => _feeds.PacketsAhead;

    /// <summary>Does once whatever is due.</summary>
    /// <param name="monotonicNs">Now, CLOCK_MONOTONIC.</param>
    /// <returns>How much was done.</returns>
    internal int Turn(long monotonicNs)
    {
        long nowNs = _clock.At(monotonicNs);
        int work = _owner.Turn(monotonicNs, nowNs);
        work += _feeds.PublishDue(nowNs, PacketsPerTurnMax);
        _counters[VenueCounter.WorkingOrders] = _venue.WorkingOrderCount;
        _counters[VenueCounter.IsFeedEnded] = _feeds.AreEnded ? 1 : 0;
        return work;
    }

    /// <summary>Leaves the rings to another venue process.</summary>
    public void Dispose()
    {
        while (_parts.TryPop(out IDisposable? part))
        {
            part.Dispose();
        }
    }

    private void Begin(SessionMemory memory, MarketPublisher[] markets, CancellationToken stop)
    {
        long startedNs = MonotonicClock.NowNs;
        _feeds.CatchUp(stop);
        _log.Information(
            "session {Session} begins behind record {Market} of its feeds after {CatchUpMs} ms; last order: {Memory:l}",
            memory.Session,
            markets.Select(market => market.PublishedSequence),
            (MonotonicClock.NowNs - startedNs) / NsPerMs,
            memory.ToString());
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _parts.Push(part);
        return part;
    }

    /// <summary>Counters of the day go on over restarts; what tells of this process's state begins anew.</summary>
    private static CellCounters<VenueCounter> MakeCounters(
        CellRegions regions, CellProcess process, bool isContinued)
    {
        CellCounters<VenueCounter> counters =
            CellCounters<VenueCounter>.Create(regions.CountersOf(process), out long[] previous);
        ReadOnlySpan<VenueCounter> ofTheDay =
        [
            VenueCounter.Orders, VenueCounter.Repeats, VenueCounter.Blocked, VenueCounter.Reports,
            VenueCounter.Blocks, VenueCounter.MassCancels, VenueCounter.RingFull,
            VenueCounter.BlockedAtNs, VenueCounter.CanceledAtNs, VenueCounter.FreeAtNs,
        ];
        foreach (VenueCounter counter in ofTheDay)
        {
            counters[counter] = isContinued ? previous[(int)counter] : 0;
        }

        counters[VenueCounter.Starts] = isContinued ? previous[(int)VenueCounter.Starts] + 1 : 1;

        return counters;
    }

    /// <summary>The market rings go on behind what was published; that must have come from these feeds.</summary>
    private static void CheckFeeds(FeedSetup[] feeds, SessionMemory memory, long published)
    {
        long bytes = feeds.Sum(feed => new FileInfo(feed.Plan.File).Length);
        if (published > 0 && memory.FeedBytes != 0 && memory.FeedBytes != bytes)
        {
            throw new CellException(
                string.Join(", ", feeds.Select(feed => feed.Plan.File)),
                $"it has {bytes} bytes, and {published} records of the market ring were published from one of "
                + $"{memory.FeedBytes}",
                "put the file back that the day began with, or begin a new day in a new folder");
        }

        memory.FeedBytes = bytes;
    }
}
