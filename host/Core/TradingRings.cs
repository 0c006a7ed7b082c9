using Strategies.Cell.Regions;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>The mapped rings of trading, whoever has their ends.</summary>
public sealed class TradingRings : IDisposable
{
    private readonly List<RingBuffer> _all = [];

    private TradingRings(Func<string, int, SourceKind, ushort, RingBuffer> get)
    {
        try
        {
            Market = Keep(get(CellRegions.MarketRing, CellRegions.MarketRingBytes, SourceKind.Feed, SourceIds.FirstFeed));
            Reports = Keep(get(CellRegions.ReportRing, CellRegions.TradingRingBytes, SourceKind.Venue, SourceIds.FirstVenue));
            Commands = Keep(get(CellRegions.CommandRing, CellRegions.ControlRingBytes, SourceKind.Operator, SourceIds.Commands));
            Deployments = Keep(get(CellRegions.DeploymentRing, CellRegions.ControlRingBytes, SourceKind.Operator, SourceIds.Deployments));
            Orders = Keep(get(CellRegions.OrderRing, CellRegions.TradingRingBytes, SourceKind.None, 0));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public RingBuffer Market { get; }

    public RingBuffer Reports { get; }

    public RingBuffer Commands { get; }

    public RingBuffer Deployments { get; }

    public RingBuffer Orders { get; }

    /// <summary>
    /// Makes the rings and owns them, or takes over an ended core's: each begins behind the last sequence that is in the
    /// journal.
    /// </summary>
    /// <param name="regions">The cell's regions.</param>
    /// <param name="engine">The engine, which knows how far each source is in the journal.</param>
    /// <exception cref="IpcException">One cannot be had: another core has it, above all.</exception>
    public static TradingRings Make(CellRegions regions, TradingEngine engine) => new((name, bytes, kind, id) =>
    {
        ulong first = LastOf(engine, kind, id) + 1;

        // Of another start of the host: memory cannot have survived, the journal has.
        return CellRegions.AdoptOrReplace(stale => RingBuffer.Create(regions.At(name), bytes, stale, first));
    });

    /// <summary>Maps the rings of a running core, for the moment at which it lets them go.</summary>
    /// <param name="regions">The cell's regions.</param>
    /// <exception cref="IpcException">One is not there or cannot be used.</exception>
    public static TradingRings Open(CellRegions regions) => new((name, _, _, _) => RingBuffer.Open(regions.At(name)));

    /// <summary>Number of the last record of a source that is in the journal.</summary>
    public static ulong LastOf(TradingEngine engine, SourceKind kind, ushort id) => engine.SourcePositions
        .FirstOrDefault(position => position.Kind == kind && position.Id == id).LastSequence;

    /// <summary>Owns the rings from now on.</summary>
    /// <exception cref="IpcException">Another process has one.</exception>
    public void TakeOver() => _all.ForEach(ring => ring.Memory.TakeOver());

    /// <summary>Leaves the rings to another core; they stay mapped.</summary>
    public void Release() => _all.ForEach(ring => ring.Release());

    /// <inheritdoc/>
    public void Dispose() => _all.ForEach(ring => ring.Dispose());

    private RingBuffer Keep(RingBuffer ring)
    {
        _all.Add(ring);
        return ring;
    }
}
