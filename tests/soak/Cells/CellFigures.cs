using System.Globalization;
using Strategies.Cells.Checking;
using Strategies.Cells.Killing;
using Strategies.Soak.Runs;

namespace Strategies.Soak.Cells;

/// <summary>The figures of days with kills.</summary>
internal static class CellFigures
{
    internal static List<SoakFigure> Of(IReadOnlyList<DayResult> days)
    {
        KillReport[] kills = [.. days.SelectMany(day => day.Kills)];
        List<SoakFigure> figures =
        [
            new("kills, of them where they were wanted", $"{kills.Length}, {kills.Count(kill => kill.IsHit)}"),
            new("inside a swap, a snapshot, a recovery", string.Join(
                ", ",
                new[] { KillMoment.InSwap, KillMoment.InSnapshot, KillMoment.InRecovery }
                    .Select(moment => kills.Count(kill => kill.Moment == moment && kill.IsHit)))),
            new("days, all replays equal", $"{days.Count}"),
            new("inputs", $"{days.Sum(day => (long)day.LastSequence):N0}"),
            new("orders and requests, fills", $"{days.Sum(day => day.Requests):N0}, {days.Sum(day => day.Fills):N0}"),
            new("starts from snapshots, all equal", $"{days.Sum(day => day.Starts)}"),
            new("reconciliations, orders ended by them", $"{days.Sum(day => day.Reconciliations)}, {days.Sum(day => day.CanceledHere)}"),
            new("mass-cancels", $"{days.Sum(day => day.MassCancels)}"),
            new("at work again, p50 and max", Quantiles(kills.Select(kill => kill.BackMs))),
        ];
        if (kills.Any(kill => kill.FreeMs >= 0))
        {
            figures.Add(new("venue free again, p50 and max", Quantiles(kills.Select(kill => kill.FreeMs))));
            figures.Add(new("next order at the exchange, p50 and max", Quantiles(kills.Select(kill => kill.OrderMs))));
        }

        return figures;
    }

    internal static string Quantiles(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(value => value >= 0).Order()];
        return sorted.Length == 0
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:0} ms, {sorted[^1]:0} ms");
    }
}
