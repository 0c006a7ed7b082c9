namespace Strategies.Edge.Views;

/// <summary>A parameter of the version in a slot, as it is now.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Type">Its type: <c>int64</c>, <c>int32</c>, <c>double</c>, <c>boolean</c>, <c>price</c> or <c>quantity</c>.</param>
/// <param name="Unit">What the number counts; may be empty.</param>
/// <param name="Description">One sentence for the person who sets it.</param>
/// <param name="Value">Its value; empty where nobody set it and only the version's code knows the default.</param>
/// <param name="Default">What a fresh instance has; empty where only its code knows.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Who">Who set it; empty when nobody did.</param>
/// <param name="Reason">Why; empty likewise.</param>
/// <param name="Sequence">Number of the input that set it; 0 when nobody did.</param>
/// <param name="SinceNs">When, engine time, ns since 1970-01-01 UTC; 0 when nobody did.</param>
public sealed record SlotParameterView(
    string Name,
    string Type,
    string Unit,
    string Description,
    string Value,
    string Default,
    string Min,
    string Max,
    string Who,
    string Reason,
    ulong Sequence,
    long SinceNs);
