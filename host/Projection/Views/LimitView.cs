namespace Strategies.Projection.Views;

/// <summary>A limit in force.</summary>
/// <param name="Scope"><c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>order</c>.</param>
/// <param name="Instrument">The instrument it holds for; empty for all.</param>
/// <param name="Name">Its key in a limits file.</param>
/// <param name="Value">The limit in that key's unit.</param>
/// <param name="Who">Who set it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Sequence">Number of the input that set it.</param>
/// <param name="SinceNs">When, engine time, ns since 1970-01-01 UTC.</param>
public sealed record LimitView(
    string Scope, string Instrument, string Name, string Value, string Who, string Reason, ulong Sequence, long SinceNs);
