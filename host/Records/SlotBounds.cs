using Strategies.Risk.Files;

namespace Strategies.Records;

/// <summary>
/// What one slot may take at most of what all slots share. Beyond it the slot is quarantined by a reason that names kind and bound,
/// and the others go on. What is counted by a second is the engine's time, from the first of a kind on; the engine does that
/// itself, from behaviour <see cref="EngineBehaviour.SlotBounds"/> on. Bytes are measured by whoever drives the engine and become a
/// record.
/// </summary>
/// <remarks>
/// Beside these, derived from the engine's sizes: orders known at one time (<see cref="EngineOptions.OrdersMax"/> by the number of
/// slots; the next is refused) and fills remembered (<see cref="EngineOptions.FillsMax"/> likewise), bytes of outputs that callbacks
/// make of one input (at least 256 KiB a slot; an order is refused, a line or number left out), actions of one callback, 64 timers
/// (the next is not set), and one subscription to each instrument.
/// </remarks>
public sealed record SlotBounds
{
    /// <summary>Bytes that a constructor may allocate: the same in all plans, since the loader of versions knows none.</summary>
    public const long ConstructorBytesMax = 256L << 20;

    /// <summary>Orders, replaces and cancels that are asked for in a second, those that are refused among them.</summary>
    [ConfigWhole(1, 1 << 24)]
    public int OrderRequestsPerSecond { get; init; } = 50_000;

    /// <summary>Timers that are set in a second: each costs the journal an input when it is due.</summary>
    [ConfigWhole(1, 1 << 24)]
    public int TimersPerSecond { get; init; } = 50_000;

    /// <summary>Calls that subscribe in a second.</summary>
    [ConfigWhole(1, 1 << 24)]
    public int SubscriptionsPerSecond { get; init; } = 100_000;

    /// <summary>Lines of log in a second.</summary>
    [ConfigWhole(1, 1 << 24)]
    public int LogLinesPerSecond { get; init; } = 20_000;

    /// <summary>Published numbers in a second.</summary>
    [ConfigWhole(1, 1 << 24)]
    public int PublishedPerSecond { get; init; } = 100_000;

    /// <summary>Bytes that one callback may allocate, whatever the slot's budget says.</summary>
    [ConfigWhole(0, 1L << 40)]
    public long CallbackBytesMax { get; init; } = 16L << 20;

    /// <summary>Bytes that <c>OnStart</c> may allocate, and so may Save and Restore together in a swap.</summary>
    [ConfigWhole(0, 1L << 40)]
    public long StartBytesMax { get; init; } = 256L << 20;

    /// <summary>Bytes that callbacks may allocate in a second of session time.</summary>
    [ConfigWhole(0, 1L << 40)]
    public long BytesPerSecond { get; init; } = 64L << 20;

    /// <summary>Bytes that callbacks may allocate as long as one process drives the engine: a core gives none of them back.</summary>
    [ConfigWhole(0, 1L << 40)]
    public long SessionBytesMax { get; init; } = 512L << 20;
}
