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

    /// <summary>
    /// An execution of an order that was not displayed. On which side it rested is not known: feeds have masked it since
    /// July 2014.
    /// </summary>
    HiddenTrade = 6,

    /// <summary>Start or end of messages, system hours, market hours; for the whole market.</summary>
    SystemEvent = 7,

    /// <summary>An instrument is announced.</summary>
    Directory = 8,

    /// <summary>An instrument is halted, paused or released.</summary>
    TradingAction = 9,

    /// <summary>Short-sale price restriction.</summary>
    ShortSaleRestriction = 10,

    /// <summary>
    /// The print of a whole cross (auction) at one price. It leaves the book alone: displayed orders in the cross leave
    /// it by executions of their own.
    /// </summary>
    CrossTrade = 11,

    /// <summary>
    /// An instrument is halted on this venue alone, or such a halt is lifted: code H or T. It stands beside what trading
    /// actions say.
    /// </summary>
    OperationalHalt = 12,

    /// <summary>
    /// A message of the right length that says what cannot be: no shares, or an order or trade at no price. It is counted
    /// and left out.
    /// </summary>
    Invalid = 13,

    /// <summary>Divides messages from corrections.</summary>
    Correction = 100,

    /// <summary>The book is cut to <see cref="MarketMessage.Quantity"/> levels a side.</summary>
    WindowCut = 101,

    /// <summary>A level's volume is set to an anonymous size; orders known at the price are dropped.</summary>
    LevelSet = 102,
}
