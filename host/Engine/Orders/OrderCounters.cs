namespace Strategies.Engine.Orders;

/// <summary>What orders are numbered and counted by; a callback that throws takes it back to where it was.</summary>
internal struct OrderCounters
{
    /// <summary>Counter of the last order identifier.</summary>
    internal ulong LastOrder;

    /// <summary>New orders that passed the gate.</summary>
    internal long Sent;

    /// <summary>Orders and requests that were refused.</summary>
    internal long Refused;
}
