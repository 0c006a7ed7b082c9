using Strategies.Sdk;

namespace Strategies.Risk;

/// <summary>Checks that the gate can guard a universe.</summary>
internal static class RiskUniverse
{
    /// <summary>Checks every instrument.</summary>
    /// <param name="universe">The instruments of the day.</param>
    /// <exception cref="RiskUniverseException">One is at fault.</exception>
    public static void Check(ReadOnlySpan<Instrument> universe)
    {
        for (int index = 0; index < universe.Length; index++)
        {
            string? problem = Problem(universe[index], index, universe[0].Currency);
            if (problem is not null)
            {
                throw new RiskUniverseException(index, universe[index].Symbol, problem);
            }
        }
    }

    private static string? Problem(Instrument instrument, int index, Currency currency)
    {
        if (instrument.Id.Value != index + 1)
        {
            return $"its identifier is {instrument.Id} and should be {index + 1}: identifiers are 1, 2, ... in order";
        }

        // 31 bits: with them no notional that is booked or judged leaves 128 bits.
        if (instrument.ContractMultiplier is < 1 or > int.MaxValue)
        {
            return $"its contract multiplier is {instrument.ContractMultiplier}; 1 to {int.MaxValue} can be guarded";
        }

        if (instrument.Lot.Raw < 1)
        {
            return $"its lot is {instrument.Lot}; a lot is 1 or more";
        }

        return instrument.Currency != currency
            ? $"it trades in {instrument.Currency}, others in {currency}; limits of notional have one currency"
            : null;
    }
}
