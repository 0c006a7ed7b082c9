namespace Strategies.Projection.Views;

/// <summary>A slot's position in an instrument after its last fill, marked at that moment.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Account">Its account.</param>
/// <param name="Instrument">Symbol of the instrument.</param>
/// <param name="Quantity">Signed holding.</param>
/// <param name="Cost">What the holding cost, in the instrument's currency.</param>
/// <param name="Realised">Profit closed, before fees.</param>
/// <param name="Unrealised">Market value minus cost at the last fill.</param>
/// <param name="Fees">Fees paid; negative is a rebate.</param>
/// <param name="Profit">Realised and unrealised less fees.</param>
/// <param name="Currency">The instrument's currency.</param>
/// <param name="AsOfNs">When, engine time, ns since 1970-01-01 UTC.</param>
public sealed record PositionView(
    string Slot,
    string Account,
    string Instrument,
    long Quantity,
    decimal Cost,
    decimal Realised,
    decimal Unrealised,
    decimal Fees,
    decimal Profit,
    string Currency,
    long AsOfNs);
