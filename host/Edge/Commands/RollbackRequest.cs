using Strategies.Records;

namespace Strategies.Edge.Commands;

/// <summary>Brings a slot's previous version back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Forward">
/// True to bring back the version that the slot was just rolled back from; without it that is refused, and with it anything
/// else.
/// </param>
/// <param name="State">
/// <c>carry</c>: it takes the state of the version that it replaces over; <c>fresh</c>: it starts anew, and that one is not asked.
/// </param>
public sealed record RollbackRequest(string Reason, bool Forward = false, SwapState State = SwapState.Carry);
