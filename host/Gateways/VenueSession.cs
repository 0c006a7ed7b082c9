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
/// The simulated exchange with its recorded feed, and the owner of its order session, joined to the cell's rings: one turn
/// after the other. One thread.
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
    private readonly FeedPlayer _feed;
    private readonly SessionOwner _owner;
    private readonly ILogger _log;

    private VenueSession(
        CellSetup cell, SessionSetup day, CellRegions regions, ILogger log, CancellationToken stop)
    {
        _log = log;
        try
        {
            RingConsumer orders = Keep(regions.AwaitRing(CellRegions.OrderRing, stop)).TakeConsumer();
            RingProducer reports = Keep(regions.AwaitRing(CellRegions.ReportRing, stop)).TakeProducer();
            RingProducer published = Keep(regions.AwaitRing(CellRegions.MarketRing, stop)).TakeProducer();
            SessionMemory memory =
                Keep(SessionMemory.Open(regions.At(SessionMemory.Name), orders.LastReleasedSequence));
            _counters = Keep(MakeCounters(regions, memory.IsContinued));
            MarketPublisher market = new(published, _counters);
            CheckFeed(day.Plan, memory, market.PublishedSequence);
            _clock = Keep(SessionClock.Open(regions.Clock, stop));
            ExchangeMemory exchangeMemory =
                Keep(ExchangeMemory.Open(regions.At(ExchangeMemory.Name), DateTimeOffset.UtcNow));
            _venue = Keep(day.MakeVenue(day.Venues[0], exchangeMemory.LastExecId));
            _feed = Keep(new FeedPlayer(day, _venue, market, _counters, log));
            SimulatedExchange exchange = Keep(new SimulatedExchange(_venue, exchangeMemory, _feed));
            VenueSettings settings = cell.Config.Venue;
            CoreWatch watch =
                new(settings.BlockAfterMs * NsPerMs, settings.CancelAfterMs * NsPerMs, memory.IsContinued);
            _owner = Keep(new SessionOwner(exchange, orders, reports, memory, regions, watch, _counters, log));
            Begin(memory, market, stop);
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
    /// <param name="regions">Its regions.</param>
    /// <param name="log">The venue process's log.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="FeedException">The feed cannot be read.</exception>
    /// <exception cref="CellException">The feed is not the one that was published from before.</exception>
    /// <exception cref="IpcException">A region cannot be had: another venue process runs, above all.</exception>
    internal static VenueSession Open(CellSetup cell, CellRegions regions, ILogger log, CancellationToken stop) =>
        new(cell, SessionSetup.Load(cell.Plan), regions, log, stop);

    /// <inheritdoc cref="FeedPlayer.PacketsAhead"/>
    internal long PacketsAhead => _feed.PacketsAhead;

    /// <summary>Does once whatever is due.</summary>
    /// <param name="monotonicNs">Now, CLOCK_MONOTONIC.</param>
    /// <returns>How much was done.</returns>
    internal int Turn(long monotonicNs)
    {
        long nowNs = _clock.At(monotonicNs);
        int work = _owner.Turn(monotonicNs, nowNs);
        work += _feed.PublishDue(nowNs, PacketsPerTurnMax);
        _counters[VenueCounter.WorkingOrders] = _venue.WorkingOrderCount;
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

    private void Begin(SessionMemory memory, MarketPublisher market, CancellationToken stop)
    {
        long startedNs = MonotonicClock.NowNs;
        _feed.CatchUp(stop);
        _log.Information(
            "session {Session} begins behind record {Market} of the feed after {CatchUpMs} ms; last order: {Memory:l}",
            memory.Session,
            market.PublishedSequence,
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
    private static CellCounters<VenueCounter> MakeCounters(CellRegions regions, bool isContinued)
    {
        CellCounters<VenueCounter> counters =
            CellCounters<VenueCounter>.Create(regions.CountersOf(ProcessRole.Venue), out long[] previous);
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

        return counters;
    }

    /// <summary>The market ring goes on behind what was published; that must have come from this feed.</summary>
    private static void CheckFeed(SessionPlan plan, SessionMemory memory, ulong published)
    {
        long bytes = new FileInfo(plan.Feed.File).Length;
        if (published > 0 && memory.FeedBytes != 0 && memory.FeedBytes != bytes)
        {
            throw new CellException(
                plan.Feed.File,
                $"it has {bytes} bytes, and {published} records of the market ring were published from one of "
                + $"{memory.FeedBytes}",
                "put the file back that the day began with, or begin a new day in a new folder");
        }

        memory.FeedBytes = bytes;
    }
}
