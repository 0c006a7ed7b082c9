using Strategies.Risk.Files;

namespace Strategies.Records;

/// <summary>
/// Fixed sizes of an engine's tables. They are part of a session's configuration: a replay uses the same ones.
/// </summary>
public sealed record EngineOptions
{
    /// <summary>Displayed market orders known at one time, over all instruments.</summary>
    [ConfigWhole(1, 1 << 24)]
    public int MarketOrdersMax { get; init; } = 1 << 18;

    /// <summary>Price levels at one time, over all instruments.</summary>
    [ConfigWhole(1, 1 << 22)]
    public int LevelsMax { get; init; } = 1 << 16;

    /// <summary>
    /// Price levels of one side of one instrument; the level farthest from the best is dropped when there are more.
    /// </summary>
    [ConfigWhole(1, 1 << 16)]
    public int LevelsPerSideMax { get; init; } = 1024;

    /// <summary>Own orders known at one time, working or ended not long ago.</summary>
    [ConfigWhole(1, 1 << 20)]
    public int OrdersMax { get; init; } = 1 << 15;

    /// <summary>Own fills remembered for corrections and breaks.</summary>
    [ConfigWhole(1, 1 << 22)]
    public int FillsMax { get; init; } = 1 << 15;

    /// <summary>Most slots that any engine can have: subscriptions are kept as one bit each.</summary>
    public const int SlotsLimit = 64;

    /// <summary>Strategy slots, at most 64; a plan may say 63.</summary>
    [ConfigWhole(1, 63)]
    public int SlotsMax { get; init; } = 16;

    /// <summary>Largest state that a strategy may carry over a swap, in bytes.</summary>
    [ConfigWhole(1, 1 << 26)]
    public int StateBytesMax { get; init; } = 1 << 20;

    /// <summary>Orders and requests that one callback may send.</summary>
    [ConfigWhole(1, 1 << 16)]
    public int ActionsPerCallbackMax { get; init; } = 4096;

    /// <summary>What one slot may take at most of what all share.</summary>
    public SlotBounds Bounds { get; init; } = new();
}
