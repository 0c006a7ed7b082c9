using Strategies.Sdk;

namespace Strategies.Venues.Simulation;

/// <summary>One of our orders at the venue.</summary>
internal sealed class OwnOrder : QueueEntry
{
    /// <summary>The engine's identifier.</summary>
    internal ulong OrderId { get; set; }

    /// <summary>The last request that was accepted: 0 until a replace.</summary>
    internal uint RequestId { get; set; }

    /// <summary>The instrument.</summary>
    internal int Instrument { get; set; }

    /// <summary>Buy or sell.</summary>
    internal Side Side { get; set; }

    /// <summary>True when it trades at any price.</summary>
    internal bool IsMarket { get; set; }

    /// <summary>True when what does not trade at once is canceled.</summary>
    internal bool IsImmediateOrCancel { get; set; }

    /// <summary>Limit price, raw; zero for a market order.</summary>
    internal long Price { get; set; }

    /// <summary>Order quantity.</summary>
    internal long OrderQty { get; set; }

    /// <summary>Filled so far.</summary>
    internal long CumQty { get; set; }

    /// <summary>Its state.</summary>
    internal OrdStatus Status { get; set; }

    /// <summary>What can still be filled: OrderQty - CumQty while it works, zero after its end.</summary>
    internal long LeavesQty => Status.IsWorking() ? OrderQty - CumQty : 0;

    /// <summary>The working order accepted before it.</summary>
    internal OwnOrder? PreviousWorking { get; set; }

    /// <summary>The working order accepted after it.</summary>
    internal OwnOrder? NextWorking { get; set; }
}
