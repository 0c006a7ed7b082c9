using Strategies.Cell.Regions;
using Strategies.Engine;
using Strategies.Engine.Records;
using Strategies.Engine.Snapshots;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Rings;

namespace Strategies.Processes.Core;

/// <summary>
/// The rings of trading, made or taken over by the core: each goes on with the sequence behind the last one that is in the
/// journal.
/// </summary>
internal sealed class CoreRings : IDisposable
{
    private readonly List<RingBuffer> _rings = [];

    /// <summary>Makes or takes over the rings.</summary>
    /// <param name="regions">The cell's regions.</param>
    /// <param name="engine">The engine, which knows how far each source is in the journal.</param>
    /// <exception cref="IpcException">One cannot be had: another core has its end, above all.</exception>
    internal CoreRings(CellRegions regions, TradingEngine engine)
    {
        ulong Last(SourceKind kind, ushort id) => engine.SourcePositions
            .FirstOrDefault(position => position.Kind == kind && position.Id == id).LastSequence;
        LastMarket = Last(SourceKind.Feed, 1);
        LastReport = Last(SourceKind.Venue, 1);
        LastCommand = Last(SourceKind.Operator, 1);
        LastDeployment = Last(SourceKind.Operator, 2);
        try
        {
            Market = Make(regions, CellRegions.MarketRing, CellRegions.MarketRingBytes, LastMarket).TakeConsumer();
            Reports = Make(regions, CellRegions.ReportRing, CellRegions.TradingRingBytes, LastReport).TakeConsumer();
            Commands = Make(regions, CellRegions.CommandRing, CellRegions.ControlRingBytes, LastCommand).TakeConsumer();
            Deployments =
                Make(regions, CellRegions.DeploymentRing, CellRegions.ControlRingBytes, LastDeployment).TakeConsumer();
            Orders = Make(regions, CellRegions.OrderRing, CellRegions.TradingRingBytes, 0).TakeProducer();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal RingConsumer Market { get; }

    internal RingConsumer Reports { get; }

    internal RingConsumer Commands { get; }

    internal RingConsumer Deployments { get; }

    internal RingProducer Orders { get; }

    /// <summary>Last sequence of each source that is in the journal.</summary>
    internal ulong LastMarket { get; }

    internal ulong LastReport { get; }

    internal ulong LastCommand { get; }

    internal ulong LastDeployment { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RingBuffer ring in _rings)
        {
            ring.Dispose();
        }
    }

    private RingBuffer Make(CellRegions regions, string name, int bytes, ulong last)
    {
        RegionLocation location = regions.At(name);
        RingBuffer ring;
        try
        {
            ring = RingBuffer.Create(location, bytes, StalePolicy.Adopt, last + 1);
        }
        catch (IpcException exception) when (exception.Fault == IpcFault.Stale)
        {
            // Of another start of the host: memory cannot have survived, the journal has.
            ring = RingBuffer.Create(location, bytes, StalePolicy.Replace, last + 1);
        }

        _rings.Add(ring);
        return ring;
    }
}
