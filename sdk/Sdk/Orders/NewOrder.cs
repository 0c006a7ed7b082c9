namespace Strategies.Sdk;

/// <summary>An order that a strategy wants to send.</summary>
public readonly struct NewOrder
{
    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>Limit or market.</summary>
    public OrdType OrdType { get; init; }

    /// <summary>Day or immediate-or-cancel; a market order is always immediate-or-cancel.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>The limit price; zero for a market order.</summary>
    public Price Price { get; init; }

    /// <summary>The quantity, positive, a multiple of the instrument's lot.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>A number of the strategy's own, given back on every update of the order.</summary>
    public long Tag { get; init; }

    /// <summary>A limit order.</summary>
    public static NewOrder Limit(
        InstrumentId instrument,
        Side side,
        Price price,
        Quantity quantity,
        TimeInForce timeInForce = TimeInForce.Day,
        long tag = 0) => new()
        {
            Instrument = instrument,
            Side = side,
            OrdType = OrdType.Limit,
            TimeInForce = timeInForce,
            Price = price,
            Quantity = quantity,
            Tag = tag,
        };

    /// <summary>A market order: takes what is there and never rests.</summary>
    public static NewOrder Market(InstrumentId instrument, Side side, Quantity quantity, long tag = 0) => new()
    {
        Instrument = instrument,
        Side = side,
        OrdType = OrdType.Market,
        TimeInForce = TimeInForce.ImmediateOrCancel,
        Quantity = quantity,
        Tag = tag,
    };
}
