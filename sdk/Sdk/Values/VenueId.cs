using System.Globalization;

namespace Strategies.Sdk;

/// <summary>Names a venue of the cell: an exchange session that instruments trade at, with fees and reports of its own.</summary>
/// <param name="Value">From 1; 0 means that none is given.</param>
public readonly record struct VenueId(ushort Value)
{
    /// <summary>No venue: what has not said one, or concerns none.</summary>
    public static VenueId None => default;

    /// <summary>The number in invariant form. Allocates: not for the hot path.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
