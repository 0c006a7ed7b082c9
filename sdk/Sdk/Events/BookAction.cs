namespace Strategies.Sdk;

/// <summary>What a market-data message did to the displayed book.</summary>
public enum BookAction : byte
{
    /// <summary>A new resting order.</summary>
    Add = 1,

    /// <summary>A part of an order was canceled.</summary>
    Reduce = 2,

    /// <summary>An order was deleted.</summary>
    Delete = 3,

    /// <summary>An order was replaced by another one.</summary>
    Replace = 4,
}
