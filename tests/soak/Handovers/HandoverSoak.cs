using System.Globalization;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Handing;
using Strategies.Soak.Runs;

namespace Strategies.Soak.Handovers;

/// <summary>Handovers of a core under 100,000 events a second of the wall clock, several days of them.</summary>
internal sealed class HandoverSoak : SoakRun
{
    private const int Days = 4;
    private const int PerDay = 8;

    /// <inheritdoc/>
    public override string Name => "cell-handovers";

    /// <inheritdoc/>
    public override string Summary => $"handovers of a core under load on {Days} days: nothing lost, nothing doubled, the pause";

    /// <inheritdoc/>
    public override bool SharesMachineOut => true;

    /// <inheritdoc/>
    public override SoakVerdict Run(SoakContext context)
    {
        List<DayFindings> days = [];
        for (int day = 0; day < Days; day++)
        {
            ulong seed = (ulong)(day + 1);
            days.Add(context.Step($"day {day}", needs: null, () => Play(context, seed)));
        }

        long[] pauses = [.. days.SelectMany(day => day.PauseNs).Order()];
        string[] wrong = [.. days.SelectMany(day => day.Problems)];
        return SoakVerdict.Of(
            [
                new SoakFigure("handovers", pauses.Length.ToString(CultureInfo.InvariantCulture)),
                new SoakFigure("pause p50, max (ms)", pauses.Length == 0 ? "-" : string.Create(
                    CultureInfo.InvariantCulture, $"{pauses[pauses.Length / 2] / 1e6:F1}, {pauses[^1] / 1e6:F1}")),
                new SoakFigure("events/s before", string.Join(", ", days.SelectMany(day => day.EventsPerSecond)
                    .Select(rate => rate.ToString("N0", CultureInfo.InvariantCulture)))),
                new SoakFigure("old processes that are gone", days.All(day => day.AllEnded) ? "all" : "not all"),
            ],
            [.. wrong, .. days.All(day => day.AllEnded) ? Array.Empty<string>() : ["an old core is still there"]],
            pauses.Length == 0 ? ["no handover was finished within a day"] : []);
    }

    private static DayFindings Play(SoakContext context, ulong seed)
    {
        CellDay day = new()
        {
            Rows = 3_000_000,
            Levels = 1,
            SessionSeconds = 24,
            WallSeconds = 24,
            SnapshotEveryInputs = 1_000_000,
            SegmentMiB = 64,
            Seed = seed,
        };
        (IReadOnlyList<HandoverReport> handovers, DayResult result) = new HandedOverDay(day, context.Say).Play(PerDay);
        return new DayFindings(
            [.. handovers.Select(handover => handover.PauseNs)],
            [.. handovers.Select(handover => handover.EventsPerSecond)],
            handovers.All(handover => handover.HasOldEnded),
            result.Problems);
    }

    /// <summary>What a day came to.</summary>
    internal sealed record DayFindings(
        IReadOnlyList<long> PauseNs, IReadOnlyList<double> EventsPerSecond, bool AllEnded, IReadOnlyList<string> Problems);
}
