namespace Strategies.Backtest.TestKit;

/// <summary>What a strategy sent.</summary>
public enum SentKind
{
    /// <summary>A new order (FIX message D).</summary>
    NewOrderSingle = 1,

    /// <summary>A request to replace one (FIX message G).</summary>
    OrderCancelReplaceRequest = 2,

    /// <summary>A request to cancel one (FIX message F).</summary>
    OrderCancelRequest = 3,
}
