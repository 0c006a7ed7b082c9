namespace Strategies.Sdk;

/// <summary>What the venue said of one of the slot's orders, after the engine's order state has applied it.</summary>
public readonly struct OrderUpdate
{
    /// <summary>The order.</summary>
    public OrderId OrderId { get; init; }

    /// <summary>The instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; init; }

    /// <summary>What this report says.</summary>
    public ExecType ExecType { get; init; }

    /// <summary>The order's state now.</summary>
    public OrdStatus OrdStatus { get; init; }

    /// <summary>Why, when the order, a cancel or a replace was refused.</summary>
    public RejectReason RejectReason { get; init; }

    /// <summary>True when a fill took liquidity, false when it provided it.</summary>
    public bool IsAggressor { get; init; }

    /// <summary>The confirmed limit price.</summary>
    public Price Price { get; init; }

    /// <summary>The confirmed quantity.</summary>
    public Quantity OrderQty { get; init; }

    /// <summary>Price of this fill; zero when it is none.</summary>
    public Price LastPx { get; init; }

    /// <summary>Quantity of this fill; zero when it is none.</summary>
    public Quantity LastQty { get; init; }

    /// <summary>Filled so far.</summary>
    public Quantity CumQty { get; init; }

    /// <summary>What can still be filled.</summary>
    public Quantity LeavesQty { get; init; }

    /// <summary>Fee of this fill; negative is a rebate.</summary>
    public Money Fee { get; init; }

    /// <summary>The strategy's own number, as sent.</summary>
    public long Tag { get; init; }
}
