namespace Strategies.Edge.Commands;

/// <summary>Sets or releases a kill switch.</summary>
/// <param name="Scope"><c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>instrument:SYMBOL</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record KillRequest(string Scope, string Reason);
