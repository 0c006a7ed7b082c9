using System.Globalization;

namespace Strategies.Sdk;

/// <summary>Names an instrument of the cell's universe for one trading day.</summary>
/// <param name="Value">1 to the number of instruments, dense; 0 means none.</param>
public readonly record struct InstrumentId(int Value)
{
    /// <summary>No instrument: market-wide events carry it.</summary>
    public static InstrumentId None => default;

    /// <summary>The number in invariant form. Allocates: not for the hot path.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
