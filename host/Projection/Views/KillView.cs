namespace Strategies.Projection.Views;

/// <summary>A kill switch that is set.</summary>
/// <param name="Scope"><c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>instrument:SYMBOL</c>.</param>
/// <param name="Who">Who set it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Sequence">Number of the input that set it.</param>
/// <param name="SinceNs">When, engine time, ns since 1970-01-01 UTC.</param>
public sealed record KillView(string Scope, string Who, string Reason, ulong Sequence, long SinceNs);
