using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>An order as the gate judges it.</summary>
public readonly struct RiskOrder
{
    /// <summary>The slot that sends it, from 1.</summary>
    public int Slot { get; init; }

    /// <summary>The account it trades for, from 1; must be the slot's own.</summary>
    public int Account { get; init; }

    /// <summary>The instrument, an identifier of the cell's universe.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>Limit or market.</summary>
    public OrdType OrdType { get; init; }

    /// <summary>Day or immediate-or-cancel; a market order must be immediate-or-cancel.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>The limit price; zero for a market order.</summary>
    public Price Price { get; init; }

    /// <summary>The quantity. For the order that a replace changes: its leaves, all of which are reserved.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>The same order with another price and quantity: what a replace asks for.</summary>
    /// <param name="price">The new limit price.</param>
    /// <param name="quantity">The new quantity.</param>
    public RiskOrder With(Price price, Quantity quantity) => new()
    {
        Slot = Slot,
        Account = Account,
        Instrument = Instrument,
        Side = Side,
        OrdType = OrdType,
        TimeInForce = TimeInForce,
        Price = price,
        Quantity = quantity,
    };
}
