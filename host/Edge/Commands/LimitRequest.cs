using Strategies.Risk.Files;

namespace Strategies.Edge.Commands;

/// <summary>Changes one limit, by the names and units of a limits file.</summary>
/// <param name="Scope"><c>firm</c>, <c>account:NAME</c>, <c>strategy:SLOT</c> or <c>order</c>.</param>
/// <param name="Name">The limit, for example <c>maxPosition</c>.</param>
/// <param name="Value">Its value.</param>
/// <param name="Reason">Why.</param>
/// <param name="Instrument">The instrument it holds for; empty for all.</param>
public sealed record LimitRequest(
    string Scope,
    string Name,
    [property: ConfigDecimal(long.MinValue, long.MaxValue, 8)] decimal Value,
    string Reason,
    string Instrument = "");
