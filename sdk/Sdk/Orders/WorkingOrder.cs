namespace Strategies.Sdk;

/// <summary>One of the slot's own orders as the engine knows it.</summary>
public readonly struct WorkingOrder
{
    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>Its state.</summary>
    public OrdStatus OrdStatus { get; init; }

    /// <summary>The confirmed limit price; zero for a market order.</summary>
    public Price Price { get; init; }

    /// <summary>The confirmed quantity.</summary>
    public Quantity OrderQty { get; init; }

    /// <summary>What has been filled.</summary>
    public Quantity CumQty { get; init; }

    /// <summary>What can still be filled.</summary>
    public Quantity LeavesQty { get; init; }

    /// <summary>The strategy's own number, as sent.</summary>
    public long Tag { get; init; }
}
