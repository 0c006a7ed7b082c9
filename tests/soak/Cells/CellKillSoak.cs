using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Killing;
using Strategies.Soak.Runs;

namespace Strategies.Soak.Cells;

/// <summary>Kills one process of a whole cell again and again under load, on as many days as it takes.</summary>
/// <param name="role">The process.</param>
/// <param name="kills">How many kills.</param>
internal sealed class CellKillSoak(ProcessRole role, int kills) : SoakRun
{
    private const int Seed = 20120621;
    private const int DaysMax = 60;

    private static readonly CellDay Day = new()
    {
        Rows = 200_000,
        SessionSeconds = 600,
        WallSeconds = 100,
        SnapshotEveryInputs = 30_000,
        Ends = DayEnd.ByCommand,
    };

    /// <inheritdoc/>
    public override string Name { get; } = $"cell-kills-{ProcessRoles.NameOf(role)}";

    /// <inheritdoc/>
    public override string Summary { get; } = $"{kills} kills -9 of a cell's {ProcessRoles.NameOf(role)} under load";

    /// <inheritdoc/>
    public override bool SharesMachineOut => true;

    /// <inheritdoc/>
    public override SoakVerdict Run(SoakContext context)
    {
        List<DayResult> days = [];
        while (days.Sum(day => day.Kills.Count) < kills && days.Count < DaysMax)
        {
            int number = days.Count;
            int done = days.Sum(day => day.Kills.Count);
            days.Add(context.Step($"day-{number + 1}", null, () => PlayOne(context, number, done)));
        }

        List<string> wrong = [.. days.SelectMany((day, index) => day.Problems.Select(problem => $"day {index + 1}: {problem}"))];
        int happened = days.Sum(day => day.Kills.Count);
        if (happened < kills)
        {
            wrong.Add($"{happened} of {kills} kills happened on {days.Count} days");
        }

        return SoakVerdict.Of(CellFigures.Of(days), wrong, []);
    }

    private DayResult PlayOne(SoakContext context, int number, int done)
    {
        Queue<KillStep> steps = new(Enumerable.Range(done, kills - done).Select(Step));
        string folder = Path.Combine(context.Scratch, $"day-{number + 1}");
        TestedCell.Remove(folder);
        return new KilledDays(Day, Seed, context.Say).PlayOne(steps, number, folder);
    }

    /// <summary>In a handover every other kill is the running core's.</summary>
    private ProcessRole Killed(int index) => role == ProcessRole.NextCore && index % 2 == 0 ? ProcessRole.Core : role;

    /// <summary>Of the core's kills some lie inside a swap, of all some inside the process's return from the one before.</summary>
    private KillStep Step(int index) => new(Killed(index), (role, index % 5) switch
    {
        (ProcessRole.Core, 1 or 3) => KillMoment.InSwap,
        (ProcessRole.NextCore, _) => KillMoment.InHandover,
        (ProcessRole.Follower, 1 or 3) => KillMoment.InSnapshot,
        (ProcessRole.Core or ProcessRole.Venue or ProcessRole.Archiver or ProcessRole.Follower, 4) => KillMoment.InRecovery,
        _ => KillMoment.Anywhere,
    });
}
