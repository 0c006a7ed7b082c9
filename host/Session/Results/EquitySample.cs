using Strategies.Sdk;

namespace Strategies.Session.Results;

/// <summary>What a slot had earned in one currency at a moment; money in units of 1e-8 of the currency.</summary>
/// <param name="TimeNs">The moment, ns since 1970-01-01 UTC.</param>
/// <param name="Slot">Number of the slot, from 1.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Realised">Profit closed, before fees.</param>
/// <param name="Unrealised">Market value minus cost, at the prices of that moment.</param>
/// <param name="Fees">Fees paid; negative is a rebate.</param>
public readonly record struct EquitySample(
    long TimeNs, int Slot, Currency Currency, Int128 Realised, Int128 Unrealised, Int128 Fees)
{
    /// <summary>Realised plus unrealised minus fees.</summary>
    public Int128 Equity => Realised + Unrealised - Fees;
}
