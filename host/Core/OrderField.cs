namespace Strategies.Core;

/// <summary>A field of a working order that the engine and a venue both know.</summary>
public enum OrderField
{
    /// <summary>The instrument.</summary>
    Instrument = 1,

    /// <summary>Buy or sell.</summary>
    Side = 2,

    /// <summary>How long it stays in force.</summary>
    TimeInForce = 3,

    /// <summary>The confirmed limit, a raw price.</summary>
    Price = 4,

    /// <summary>The confirmed quantity: what has traded and what still works.</summary>
    OrderQty = 5,

    /// <summary>What has traded.</summary>
    CumQty = 6,

    /// <summary>What still works.</summary>
    LeavesQty = 7,
}
