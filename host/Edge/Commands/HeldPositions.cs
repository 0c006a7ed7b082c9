using System.Globalization;
using Strategies.Projection;
using Strategies.Projection.Views;

namespace Strategies.Edge.Commands;

/// <summary>What a slot holds, for people who take its version out: it stays whatever becomes of that.</summary>
internal static class HeldPositions
{
    /// <summary>The positions of a slot that are not zero.</summary>
    internal static PositionView[] Of(DayProjection day, string slot) =>
        [.. day.Positions().Where(position => position.Slot == slot && position.Quantity != 0)];

    /// <summary>They in words: <c>100 of AMZN, -5 of MSFT</c>; <c>none</c>.</summary>
    internal static string Words(IReadOnlyCollection<PositionView> positions) => positions.Count == 0 ? "none" : string.Join(
        ", ", positions.Select(position => string.Create(CultureInfo.InvariantCulture, $"{position.Quantity} of {position.Instrument}")));
}
