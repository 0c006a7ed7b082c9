using Strategies.Projection.Views;

namespace Strategies.Edge.Views;

/// <summary>A cell at a glance.</summary>
/// <param name="Cell">Number of the cell.</param>
/// <param name="CoreSequence">Number of the last input that the core has taken; -1 when it is not known.</param>
/// <param name="DurableSequence">Number of the last input that survives a loss of power; -1 when it is not known.</param>
/// <param name="Lag">How far others are behind the core.</param>
/// <param name="Flags">The cell's flags; none when there are none.</param>
/// <param name="Day">The day; why new orders are held, if they are, stands in it.</param>
/// <param name="Processes">The processes.</param>
/// <param name="Rings">The rings that are there.</param>
/// <param name="Slots">The slots.</param>
/// <param name="Kills">Kill switches that are set, of whatever scope.</param>
/// <param name="Positions">Positions and profit per slot and instrument.</param>
/// <param name="OpenOrders">Working orders, slot by slot, the oldest first; the first 200 of them.</param>
/// <param name="TickToOrder">From a packet taken out of its ring until an order is in the order ring; none when not known.</param>
/// <param name="LongestTurn">The longest turns of the hot loop; none when not known.</param>
/// <param name="Alerts">The last 200 alerts, the oldest first.</param>
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
    IReadOnlyList<KillView> Kills,
    IReadOnlyList<PositionView> Positions,
    IReadOnlyList<OrderView> OpenOrders,
    LatencyView? TickToOrder,
    LongestTurnView? LongestTurn,
    IReadOnlyList<AlertView> Alerts);
