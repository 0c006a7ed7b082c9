namespace Strategies.Records;

/// <summary>How a version comes into a slot.</summary>
public enum SwapKind : ushort
{
    /// <summary>Into an empty slot: it starts without earlier state.</summary>
    Deploy = 1,

    /// <summary>In place of the version in the slot, with its state or without: see <see cref="SwapState"/>.</summary>
    Swap = 2,

    /// <summary>Back to the version before, which is still resident.</summary>
    Rollback = 3,
}
