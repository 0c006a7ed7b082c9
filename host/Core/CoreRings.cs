using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>
/// The core's ends of the rings of trading: each goes on with the sequence behind the last one that is in the journal.
/// </summary>
internal sealed class CoreRings
{
    /// <summary>Takes the core's ends.</summary>
    /// <param name="rings">The rings, owned by this process; the ends are closed with them.</param>
    /// <param name="engine">The engine, which knows how far each source is in the journal.</param>
    /// <exception cref="IpcException">An end cannot be had.</exception>
    internal CoreRings(TradingRings rings, TradingEngine engine)
    {
        LastMarket = TradingRings.LastOf(engine, SourceKind.Feed, SourceIds.FirstFeed);
        LastReport = TradingRings.LastOf(engine, SourceKind.Venue, SourceIds.FirstVenue);
        LastCommand = TradingRings.LastOf(engine, SourceKind.Operator, SourceIds.Commands);
        LastDeployment = TradingRings.LastOf(engine, SourceKind.Operator, SourceIds.Deployments);
        Market = rings.Market.TakeConsumer();
        Reports = rings.Reports.TakeConsumer();
        Commands = rings.Commands.TakeConsumer();
        Deployments = rings.Deployments.TakeConsumer();
        Orders = rings.Orders.TakeProducer();
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
}
