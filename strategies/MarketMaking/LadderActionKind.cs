namespace Strategies.MarketMaking;

/// <summary>What to do with one order of the ladder.</summary>
internal enum LadderActionKind : byte
{
    /// <summary>Send a new order.</summary>
    Send = 1,

    /// <summary>Move a working order to another price.</summary>
    Replace = 2,

    /// <summary>Cancel a working order.</summary>
    Cancel = 3,
}
