namespace Strategies.Edge.Commands;

/// <summary>Brings a slot's previous version back.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Forward">
/// True to bring back the version that the slot was just rolled back from; without it that is refused, and with it anything
/// else.
/// </param>
public sealed record RollbackRequest(string Reason, bool Forward = false);
