namespace Strategies.Engine.Positions;

/// <summary>
/// What a slot holds in an instrument and has earned there; money in units of 1e-8 of the instrument's currency.
/// </summary>
internal struct PositionRow
{
    internal long Quantity;
    internal Int128 Cost;
    internal Int128 Realised;
    internal Int128 Fees;
}
