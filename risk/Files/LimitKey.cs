namespace Strategies.Risk.Files;

/// <summary>A key of the file that sets a limit.</summary>
/// <param name="Name">The key.</param>
/// <param name="Control">The control it sets.</param>
/// <param name="Scale">The control's units in one unit of the file.</param>
/// <param name="Decimals">Decimals that the file may have: the zeros of the scale.</param>
/// <param name="AllowsText">
/// True when the number may be written in quotes, so that other tools keep its decimals.
/// </param>
/// <param name="Unit">The unit of the file, for messages.</param>
/// <param name="Max">
/// The largest value in the unit of the file: beyond it a limit limits nothing, and is a slip. Of a notional it is what the
/// control's unit can hold.
/// </param>
internal sealed record LimitKey(string Name, RiskControl Control, long Scale, int Decimals, bool AllowsText,
    string Unit, decimal Max)
{
    private const long UnitsMax = 1_000_000_000_000;

    /// <summary>Every key that sets a limit.</summary>
    public static readonly LimitKey[] All =
    [
        new("maxQuantity", RiskControl.MaxQuantity, 1, 0, false, "units of the instrument", UnitsMax),
        new("maxNotional", RiskControl.MaxNotional, 100_000_000, 8, true, "currency units", (decimal)long.MaxValue / 100_000_000),
        new("priceCollarPercent", RiskControl.PriceCollar, 10_000, 4, false, "percent", 1_000),
        new("referenceAgeMs", RiskControl.ReferenceAge, 1_000_000, 6, false, "milliseconds", 86_400_000),
        new("maxPosition", RiskControl.MaxPosition, 1, 0, false, "units of the instrument", UnitsMax),
        new("messagesPerSecond", RiskControl.MessagesPerSecond, 1, 0, false, "messages", 1_000_000),
    ];
}
