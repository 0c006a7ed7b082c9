using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Bench.Setup;

/// <summary>
/// The limits of a benchmark: every control at every scope that can set it, and per instrument too, so that no check is
/// skipped. The values are those of a desk that quotes a hundred shares; the normal order passes them.
/// </summary>
internal static class BenchLimits
{
    private const long DollarRaw = Price.Scale;
    private const long SecondNs = 1_000_000_000;

    /// <summary>The table.</summary>
    /// <param name="slots">Number of slots, each with its own account.</param>
    /// <param name="instruments">Number of instruments.</param>
    internal static LimitEntry[] Make(int slots, int instruments)
    {
        List<LimitEntry> entries = [];
        AddScope(entries, RiskScope.Order, 0, new LimitSet(2_000, 600_000, 50_000, 60, 2_000, 0));
        for (int slot = 1; slot <= slots; slot++)
        {
            AddScope(entries, RiskScope.Strategy, slot, new LimitSet(2_500, 700_000, 60_000, 90, 2_500, 2_000));
            AddScope(entries, RiskScope.Account, slot, new LimitSet(3_000, 800_000, 70_000, 120, 3_000, 4_000));
        }

        AddScope(entries, RiskScope.Firm, 0, new LimitSet(5_000, 1_000_000, 100_000, 300, 20_000, 10_000));
        for (int instrument = 1; instrument <= instruments; instrument++)
        {
            Add(entries, RiskControl.MaxQuantity, RiskScope.Order, 0, instrument, 1_500);
            Add(entries, RiskControl.MaxPosition, RiskScope.Firm, 0, instrument, 10_000);
        }

        return [.. entries];
    }

    private static void AddScope(List<LimitEntry> entries, RiskScope scope, int id, LimitSet set)
    {
        Add(entries, RiskControl.MaxQuantity, scope, id, 0, set.Quantity);
        Add(entries, RiskControl.MaxNotional, scope, id, 0, set.NotionalDollars * DollarRaw);
        Add(entries, RiskControl.PriceCollar, scope, id, 0, set.CollarMillionths);
        Add(entries, RiskControl.ReferenceAge, scope, id, 0, set.AgeSeconds * SecondNs);
        Add(entries, RiskControl.MaxPosition, scope, id, 0, set.Position);
        if (scope != RiskScope.Order)
        {
            Add(entries, RiskControl.MessagesPerSecond, scope, id, 0, set.MessagesPerSecond);
        }
    }

    private static void Add(
        List<LimitEntry> entries, RiskControl control, RiskScope scope, int id, int instrument, long value) =>
        entries.Add(new LimitEntry
        {
            Control = control,
            Scope = scope,
            ScopeId = id,
            Instrument = instrument,
            Value = value,
        });

    private readonly record struct LimitSet(
        long Quantity, long NotionalDollars, long CollarMillionths, long AgeSeconds, long Position, long MessagesPerSecond);
}
