namespace Strategies.Edge.Views;

/// <summary>The cell's flags.</summary>
/// <param name="Killed">True while the cell is killed past the core.</param>
/// <param name="HandoverTo">Process number of a core that wants to take over; 0 when none does.</param>
public sealed record FlagsView(bool Killed, long HandoverTo);
