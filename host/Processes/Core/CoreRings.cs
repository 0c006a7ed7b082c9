using Strategies.Cell.Regions;
using Strategies.Engine;
using Strategies.Engine.Records;
using Strategies.Ipc;
using Strategies.Ipc.Rings;

namespace Strategies.Processes.Core;

/// <summary>
/// The core's ends of the rings of trading: each goes on with the sequence behind the last one that is in the journal.
/// </summary>
internal sealed class CoreRings : IDisposable
{
    private readonly TradingRings _rings;

    /// <summary>Takes the core's ends.</summary>
    /// <param name="rings">The rings, owned by this process; closed with this.</param>
    /// <param name="engine">The engine, which knows how far each source is in the journal.</param>
    /// <exception cref="IpcException">An end cannot be had.</exception>
    internal CoreRings(TradingRings rings, TradingEngine engine)
    {
        _rings = rings;
        LastMarket = TradingRings.LastOf(engine, SourceKind.Feed, 1);
        LastReport = TradingRings.LastOf(engine, SourceKind.Venue, 1);
        LastCommand = TradingRings.LastOf(engine, SourceKind.Operator, 1);
        LastDeployment = TradingRings.LastOf(engine, SourceKind.Operator, 2);
        try
        {
            Market = rings.Market.TakeConsumer();
            Reports = rings.Reports.TakeConsumer();
            Commands = rings.Commands.TakeConsumer();
            Deployments = rings.Deployments.TakeConsumer();
            Orders = rings.Orders.TakeProducer();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Makes the rings, or takes over an ended core's, and takes the core's ends.</summary>
    /// <param name="regions">The cell's regions.</param>
    /// <param name="engine">The engine.</param>
    /// <exception cref="IpcException">One cannot be had: another core has its end, above all.</exception>
    internal CoreRings(CellRegions regions, TradingEngine engine)
        : this(TradingRings.Make(regions, engine), engine)
    {
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

    /// <summary>Leaves the rings to another core; they stay mapped.</summary>
    internal void LetGo() => _rings.LetGo();

    /// <inheritdoc/>
    public void Dispose() => _rings.Dispose();
}
