namespace Strategies.Projection.Views;

/// <summary>A parameter that was set during the day.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Name">The parameter.</param>
/// <param name="Value">Its value.</param>
/// <param name="Who">Who set it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Sequence">Number of the input that set it.</param>
/// <param name="SinceNs">When, engine time, ns since 1970-01-01 UTC.</param>
public sealed record ParameterView(
    string Slot, string Name, string Value, string Who, string Reason, ulong Sequence, long SinceNs);
