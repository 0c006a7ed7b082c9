namespace Strategies.Sdk;

/// <summary>Kinds of market status message.</summary>
public enum MarketStatusKind : byte
{
    /// <summary>Start or end of messages, system hours or market hours.</summary>
    SystemEvent = 1,

    /// <summary>The instrument was announced for the day.</summary>
    Directory = 2,

    /// <summary>The instrument was halted, paused, quoted only or released.</summary>
    TradingAction = 3,

    /// <summary>The short-sale price restriction changed.</summary>
    ShortSaleRestriction = 4,

    /// <summary>
    /// The instrument was halted on this venue alone (code H), or that halt was lifted (code T); trading actions stand
    /// beside it.
    /// </summary>
    OperationalHalt = 5,
}
