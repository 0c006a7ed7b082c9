using Strategies.Sdk;

namespace Strategies.Risk.Files;

/// <summary>
/// Whether every control has a limit for every slot and instrument: the gate refuses each order for which one has none, and a
/// person is told before the day begins. Off the hot path.
/// </summary>
public static class LimitCoverage
{
    /// <summary>Looks for a control that no scope limits.</summary>
    /// <param name="file">The limits, for the message.</param>
    /// <param name="limits">The table in which they are in force.</param>
    /// <param name="universe">The instruments of the day.</param>
    /// <param name="names">What people call them.</param>
    /// <param name="slots">The slots: name, number, number of the account.</param>
    /// <exception cref="ConfigException">There is one; the message names it by its key.</exception>
    public static void Check(
        LimitsFile file,
        LimitTable limits,
        ReadOnlySpan<Instrument> universe,
        InstrumentNames names,
        IReadOnlyList<(string Name, int Slot, int Account)> slots)
    {
        foreach (LimitKey key in LimitKey.All)
        {
            if (!file.Entries.ToArray().Any(entry => entry.Control == key.Control))
            {
                throw Gap(file, key, "");
            }

            foreach ((string name, int slot, int account) in slots)
            {
                foreach (Instrument instrument in universe)
                {
                    if (!IsSet(limits, key.Control, slot, account, instrument.Id.Value))
                    {
                        string of = key.Control == RiskControl.MessagesPerSecond
                            ? "" : $" in instrument '{names.Of(instrument.Id.Value)}'";
                        throw Gap(file, key, $" for strategy '{name}'{of}");
                    }
                }
            }
        }
    }

    private static bool IsSet(LimitTable limits, RiskControl control, int slot, int account, int instrument) =>
        control == RiskControl.MessagesPerSecond
            ? limits.AtScope(control, RiskScope.Strategy, slot, instrument).IsSet
                || limits.AtScope(control, RiskScope.Account, account, instrument).IsSet
                || limits.AtScope(control, RiskScope.Firm, 0, instrument).IsSet
            : limits.Tightest(control, slot, account, instrument).IsSet;

    private static ConfigException Gap(LimitsFile file, LimitKey key, string where) => new(
        file.FileName,
        file.LimitsLine,
        key.Name,
        $"no scope sets '{key.Name}'{where}: every such order would be refused",
        "every control must be set at some scope; 'firm' holds for all, and 0 blocks");
}
