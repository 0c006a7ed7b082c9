using Strategies.Cells.Checking;
using Strategies.Cells.Killing;
using Strategies.Soak.Runs;

namespace Strategies.Soak.Cells;

/// <summary>Strategies that end the core, again and again: what each kind costs.</summary>
/// <param name="days">How many days.</param>
internal sealed class FatalSoak(int days) : SoakRun
{
    /// <inheritdoc/>
    public override string Name => "cell-fatal-strategies";

    /// <inheritdoc/>
    public override string Summary { get; } = $"{days} days on which strategies loop, overflow the stack and hoard memory";

    /// <inheritdoc/>
    public override bool SharesMachineOut => true;

    /// <inheritdoc/>
    public override SoakVerdict Run(SoakContext context)
    {
        List<FatalFigures> figures = [];
        List<string> wrong = [];
        for (int day = 1; day <= days; day++)
        {
            FatalOutcome outcome = context.Step($"day-{day}", null, () =>
            {
                (IReadOnlyList<FatalFigures> seen, DayResult result) = new FatalDay(context.Say, new Strategies.Cell.Config.CoreSettings().WatchdogMs).Play();
                return new FatalOutcome(seen, result.Problems);
            });
            figures.AddRange(outcome.Figures);
            wrong.AddRange(outcome.Problems);
        }

        return SoakVerdict.Of(
            [.. figures.Select(one => one.Kind).Distinct().SelectMany(kind => Of([.. figures.Where(one => one.Kind == kind)]))],
            wrong,
            []);
    }

    private static IEnumerable<SoakFigure> Of(FatalFigures[] all)
    {
        SoakFigure Figure(string what, Func<FatalFigures, double> value) =>
            new($"{all[0].Kind}: {what}", CellFigures.Quantiles(all.Select(value)));
        yield return Figure("new orders blocked", one => one.BlockedMs);
        yield return Figure("orders canceled", one => one.CanceledMs);
        yield return Figure("venue free again", one => one.FreeMs);
        yield return Figure("others trade again", one => one.OthersMs);
        yield return Figure("follower behind it", one => one.FollowerMs);
    }

    private sealed record FatalOutcome(IReadOnlyList<FatalFigures> Figures, IReadOnlyList<string> Problems);
}
