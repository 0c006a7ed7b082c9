namespace Strategies.Sdk;

/// <summary>Side of an order (FIX tag 54), with FIX's numbers.</summary>
public enum Side : byte
{
    /// <summary>No side: not a valid order.</summary>
    None = 0,

    /// <summary>Buy.</summary>
    Buy = 1,

    /// <summary>Sell.</summary>
    Sell = 2,
}
