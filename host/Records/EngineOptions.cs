namespace Strategies.Records;

/// <summary>
/// Fixed sizes of an engine's tables. They are part of a session's configuration: a replay uses the same ones.
/// </summary>
public sealed record EngineOptions
{
    /// <summary>Displayed market orders known at one time, over all instruments.</summary>
    public int MarketOrdersMax { get; init; } = 1 << 18;

    /// <summary>Price levels at one time, over all instruments.</summary>
    public int LevelsMax { get; init; } = 1 << 16;

    /// <summary>
    /// Price levels of one side of one instrument; the level farthest from the best is dropped when there are more.
    /// </summary>
    public int LevelsPerSideMax { get; init; } = 1024;

    /// <summary>Own orders known at one time, working or ended not long ago.</summary>
    public int OrdersMax { get; init; } = 1 << 15;

    /// <summary>Own fills remembered for corrections and breaks.</summary>
    public int FillsMax { get; init; } = 1 << 15;

    /// <summary>Most slots that any engine can have: subscriptions are kept as one bit each.</summary>
    public const int SlotsLimit = 64;

    /// <summary>Strategy slots, at most 64.</summary>
    public int SlotsMax { get; init; } = 16;

    /// <summary>Largest state that a strategy may carry over a swap, in bytes.</summary>
    public int StateBytesMax { get; init; } = 1 << 20;

    /// <summary>Orders and requests that one callback may send.</summary>
    public int ActionsPerCallbackMax { get; init; } = 4096;
}
