namespace Strategies.Sdk;

/// <summary>Order type (FIX tag 40), with FIX's numbers.</summary>
public enum OrdType : byte
{
    /// <summary>No type: not a valid order.</summary>
    None = 0,

    /// <summary>Market: any price, never rests.</summary>
    Market = 1,

    /// <summary>Limit: at the given price or better.</summary>
    Limit = 2,
}
