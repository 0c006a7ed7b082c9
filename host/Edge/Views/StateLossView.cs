using Strategies.Projection.Views;

namespace Strategies.Edge.Views;

/// <summary>What a slot would lose if its version were taken out without its state, and what would stay.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="State"><c>empty</c>, <c>running</c>, <c>stopped</c> or <c>quarantined</c>.</param>
/// <param name="Version">Name and version of what is in it; empty when nothing is.</param>
/// <param name="PackageHash">The version in it; empty when there is none.</param>
/// <param name="StateBytes">Bytes that its version would save now; none where that cannot be said.</param>
/// <param name="StateProblem">Why it cannot be said, or the version has no state to give; empty otherwise.</param>
/// <param name="StateSequence">The input behind which the follower has asked; 0 when it has not.</param>
/// <param name="WorkingOrders">Orders that would be canceled.</param>
/// <param name="Positions">What it holds, and would go on to hold.</param>
/// <param name="Detail">All of it in words.</param>
public sealed record StateLossView(
    string Slot,
    string State,
    string Version,
    string PackageHash,
    int? StateBytes,
    string StateProblem,
    ulong StateSequence,
    int WorkingOrders,
    IReadOnlyList<PositionView> Positions,
    string Detail);
