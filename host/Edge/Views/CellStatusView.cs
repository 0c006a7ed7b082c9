using Strategies.Projection.Views;

namespace Strategies.Edge.Views;

/// <summary>A cell at a glance.</summary>
/// <param name="Cell">Number of the cell.</param>
/// <param name="CoreSequence">Number of the last input that the core has taken; -1 when it is not known.</param>
/// <param name="DurableSequence">Number of the last input that survives a loss of power; -1 when it is not known.</param>
/// <param name="Lag">How far others are behind the core.</param>
/// <param name="Flags">The cell's flags; none when there are none.</param>
/// <param name="Day">The day.</param>
/// <param name="Processes">The processes.</param>
/// <param name="Rings">The rings that are there.</param>
/// <param name="Slots">The slots.</param>
/// <param name="Kills">Kill switches that are set.</param>
public sealed record CellStatusView(
    int Cell,
    long CoreSequence,
    long DurableSequence,
    LagView Lag,
    FlagsView? Flags,
    DayView Day,
    IReadOnlyList<ProcessView> Processes,
    IReadOnlyList<RingView> Rings,
    IReadOnlyList<SlotView> Slots,
    IReadOnlyList<KillView> Kills);
