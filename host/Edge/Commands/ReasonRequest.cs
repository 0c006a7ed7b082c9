namespace Strategies.Edge.Commands;

/// <summary>Does something to a slot that needs no more than a reason.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReasonRequest(string Reason);
