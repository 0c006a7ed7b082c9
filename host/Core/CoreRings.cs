using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>The core's ends of the rings of trading.</summary>
public sealed class CoreRings
{
    /// <summary>Takes the core's ends.</summary>
    /// <param name="rings">The rings, owned by this process; the ends are closed with them.</param>
    /// <param name="engine">The engine, which knows how far each source is in the journal.</param>
    /// <exception cref="IpcException">An end cannot be had.</exception>
    public CoreRings(TradingRings rings, TradingEngine engine)
    {
        LastDeployment = TradingRings.LastOf(engine, SourceKind.Operator, SourceIds.Deployments);
        Market = [.. rings.Market.Select(ring => ring.TakeConsumer())];
        Reports = [.. rings.Reports.Select(ring => ring.TakeConsumer())];
        Commands = rings.Commands.TakeConsumer();
        Deployments = rings.Deployments.TakeConsumer();
        Orders = [.. rings.Orders.Select(ring => ring.TakeProducer())];
    }

    /// <summary>Of each feed, the first with number 1.</summary>
    public RingConsumer[] Market { get; }

    /// <summary>Of each venue, the first with number 1.</summary>
    public RingConsumer[] Reports { get; }

    /// <summary>Operators' commands.</summary>
    public RingConsumer Commands { get; }

    /// <summary>Deployments, which housekeeping takes.</summary>
    public RingConsumer Deployments { get; }

    /// <summary>To each venue, the first with number 1.</summary>
    public RingProducer[] Orders { get; }

    /// <summary>
    /// Number of the last deployment that is in the journal: the thread that reads them is not the engine's, so it starts from
    /// here and counts itself.
    /// </summary>
    public ulong LastDeployment { get; }
}
