namespace Strategies.Records;

/// <summary>Which budget a callback exceeded.</summary>
public enum OverrunKind
{
    /// <summary>Not an overrun.</summary>
    None = 0,

    /// <summary>Time, in ns.</summary>
    Time = 1,

    /// <summary>Memory allocated on the hot thread, in bytes.</summary>
    Allocation = 2,

    /// <summary>
    /// Memory allocated by the slot's callbacks in a second of session time, in bytes. Not of the first behaviour.
    /// </summary>
    AllocationPerSecond = 3,

    /// <summary>
    /// Memory allocated by the slot's callbacks since the process drives the engine, in bytes. Not of the first behaviour.
    /// </summary>
    AllocationPerSession = 4,
}
