using Serilog;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Rings;
using Strategies.Venues;

namespace Strategies.Gateways.Tests.Support;

/// <summary>The owner of an order session over an exchange of a test's own, without a feed.</summary>
internal sealed class OwnerSession : IDisposable
{
    private readonly RingBuffer _orders;
    private readonly RingBuffer _reports;
    private readonly SessionMemory _memory;
    private readonly CellCounters<VenueCounter> _counters;
    private readonly SessionClock _clock;
    private readonly SessionOwner _owner;

    internal OwnerSession(CellSetup setup, CellRegions regions, Exchange exchange, ILogger log)
    {
        CellProcess process = ProcessRole.Venue;
        _orders = regions.AwaitRing(CellRegions.OrderRing(process.Venue), CancellationToken.None);
        _reports = regions.AwaitRing(CellRegions.ReportRing(process.Venue), CancellationToken.None);
        RingConsumer orders = _orders.TakeConsumer();
        _memory = SessionMemory.Open(regions.SessionOf(process), orders.LastReleasedSequence);
        _counters = CellCounters<VenueCounter>.Create(regions.CountersOf(process));
        _clock = SessionClock.Open(regions.Clock, CancellationToken.None);
        VenueSettings settings = setup.Config.Venue;
        CoreWatch watch = new(
            settings.BlockAfterMs * VenueCell.NsPerMs, settings.CancelAfterMs * VenueCell.NsPerMs, _memory.IsContinued);
        _owner = new SessionOwner(
            process.Venue, exchange, orders, _reports.TakeProducer(), _memory, regions, watch, _counters, log);
    }

    internal int Turn(long monotonicNs) => _owner.Turn(monotonicNs, _clock.At(monotonicNs));

    public void Dispose()
    {
        _owner.Dispose();
        _clock.Dispose();
        _counters.Dispose();
        _memory.Dispose();
        _reports.Dispose();
        _orders.Dispose();
    }
}
