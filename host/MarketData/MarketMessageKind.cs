namespace Strategies.MarketData;

/// <summary>
/// What a decoded market message does. Kinds above <see cref="Correction"/> are no messages of the feed and reach no
/// strategy.
/// </summary>
public enum MarketMessageKind : byte
{
    /// <summary>A message that is counted but not used.</summary>
    Ignored = 0,

    /// <summary>A new displayed order.</summary>
    Add = 1,

    /// <summary>A displayed order was executed, wholly or in part.</summary>
    Execute = 2,

    /// <summary>A part of a displayed order was canceled.</summary>
    Reduce = 3,

    /// <summary>A displayed order was deleted.</summary>
    Delete = 4,

    /// <summary>A displayed order was replaced by another one at the same side.</summary>
    Replace = 5,

    /// <summary>An execution of an order that was not displayed.</summary>
    HiddenTrade = 6,

    /// <summary>Start or end of messages, system hours, market hours; for the whole market.</summary>
    SystemEvent = 7,

    /// <summary>An instrument is announced.</summary>
    Directory = 8,

    /// <summary>An instrument is halted, paused or released.</summary>
    TradingAction = 9,

    /// <summary>Short-sale price restriction.</summary>
    ShortSaleRestriction = 10,

    /// <summary>Divides messages from corrections.</summary>
    Correction = 100,

    /// <summary>The book is cut to <see cref="MarketMessage.Quantity"/> levels a side.</summary>
    WindowCut = 101,

    /// <summary>A level's volume is set to an anonymous size; orders known at the price are dropped.</summary>
    LevelSet = 102,
}
