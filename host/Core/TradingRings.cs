using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>The mapped rings of trading, whoever has their ends.</summary>
public sealed class TradingRings : IDisposable
{
    private readonly List<RingBuffer> _all = [];

    private TradingRings(CellSetup setup, Func<string, int, SourceKind, ushort, RingBuffer> get)
    {
        try
        {
            VenueId[] venues = [.. setup.ProcessesOf(ProcessRole.Venue).Select(process => process.Venue)];
            Market = [.. setup.Plan.Feeds.Select((_, index) => (ushort)(index + 1)).Select(feed =>
                Keep(get(CellRegions.MarketRing(feed), CellRegions.MarketRingBytes, SourceKind.Feed, feed)))];
            Reports = [.. venues.Select(venue =>
                Keep(get(CellRegions.ReportRing(venue), CellRegions.TradingRingBytes, SourceKind.Venue, venue.Value)))];
            Commands = Keep(get(CellRegions.CommandRing, CellRegions.ControlRingBytes, SourceKind.Operator, SourceIds.Commands));
            Deployments = Keep(get(CellRegions.DeploymentRing, CellRegions.ControlRingBytes, SourceKind.Operator, SourceIds.Deployments));
            Orders = [.. venues.Select(venue =>
                Keep(get(CellRegions.OrderRing(venue), CellRegions.TradingRingBytes, SourceKind.None, 0)))];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>From each feed, the first with number 1.</summary>
    public IReadOnlyList<RingBuffer> Market { get; }

    /// <summary>From each venue, the first with number 1.</summary>
    public IReadOnlyList<RingBuffer> Reports { get; }

    /// <summary>Operators' commands.</summary>
    public RingBuffer Commands { get; }

    /// <summary>Deployments.</summary>
    public RingBuffer Deployments { get; }

    /// <summary>To each venue, the first with number 1.</summary>
    public IReadOnlyList<RingBuffer> Orders { get; }

    /// <summary>
    /// Makes the rings and owns them, or takes over an ended core's: each begins behind the last sequence that is in the
    /// journal.
    /// </summary>
    /// <param name="setup">The cell.</param>
    /// <param name="regions">Its regions.</param>
    /// <param name="engine">The engine, which knows how far each source is in the journal.</param>
    /// <exception cref="IpcException">One cannot be had: another core has it, above all.</exception>
    public static TradingRings Make(CellSetup setup, CellRegions regions, TradingEngine engine) => new(setup, (name, bytes, kind, id) =>
    {
        ulong first = LastOf(engine, kind, id) + 1;

        // Of another start of the host: memory cannot have survived, the journal has.
        return CellRegions.AdoptOrReplace(stale => RingBuffer.Create(regions.At(name), bytes, stale, first));
    });

    /// <summary>Maps the rings of a running core, for the moment at which it lets them go.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="regions">Its regions.</param>
    /// <exception cref="IpcException">One is not there or cannot be used.</exception>
    public static TradingRings Open(CellSetup setup, CellRegions regions) =>
        new(setup, (name, _, _, _) => RingBuffer.Open(regions.At(name)));

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
