namespace Strategies.Sdk;

/// <summary>What a slot holds in one instrument, and what it has earned there today.</summary>
public readonly struct Position
{
    /// <summary>Signed holding: positive is long.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Leaves of the slot's working buy orders.</summary>
    public Quantity WorkingBuy { get; init; }

    /// <summary>Leaves of the slot's working sell orders.</summary>
    public Quantity WorkingSell { get; init; }

    /// <summary>What the open holding cost (average-cost method), signed like the holding.</summary>
    public Money Cost { get; init; }

    /// <summary>Profit closed so far, before fees.</summary>
    public Money Realised { get; init; }

    /// <summary>
    /// Market value of the holding at the mid price minus its cost; at the last trade when a side is empty.
    /// </summary>
    public Money Unrealised { get; init; }

    /// <summary>Fees paid; negative when rebates exceed them.</summary>
    public Money Fees { get; init; }
}
