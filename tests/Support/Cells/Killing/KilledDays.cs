using Strategies.Cells.Checking;

namespace Strategies.Cells.Killing;

/// <summary>Plays days until all kills of a list have happened, and judges each day when it has ended.</summary>
/// <param name="day">What is played; it ends by command, when its kills have happened.</param>
/// <param name="seed">Decides about the moments.</param>
/// <param name="say">Told what happens, a line each.</param>
public sealed class KilledDays(CellDay day, int seed, Action<string> say)
{
    private const int DaysMax = 20;

    /// <summary>After so many days that took no kill, one kill finds no moment at all.</summary>
    private const int EmptyDaysMax = 2;

    /// <summary>Plays one day with the kills that fit into it, and judges it.</summary>
    /// <param name="steps">The kills; those that happened are taken out.</param>
    /// <param name="number">Number of the day, from 0.</param>
    /// <param name="folder">A folder that is not there yet; none for one in memory.</param>
    public DayResult PlayOne(Queue<KillStep> steps, int number, string? folder = null)
    {
        Random random = new(unchecked((seed * 1_000_003) + number));
        using TestedCell cell = new(day with { Seed = (ulong)(number + 1) }, folder);
        say($"seed {seed}, day {number}, cell {cell.Setup.Cell} in {cell.Folder}");
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        List<KillReport> kills = [];
        cell.Up();
        CellKiller killer = new(cell, random);
        while (steps.TryPeek(out KillStep step) && killer.Kill(step.Role, step.Moment) is { } report)
        {
            steps.Dequeue();
            kills.Add(report);
            say(report.ToString());
        }

        cell.EndDay();
        DayResult result = new DayJudge(cell).Judge(kills);
        foreach (string problem in result.Problems)
        {
            say($"PROBLEM: {problem}");
        }

        say(result.ToString());
        cell.IsKept = result.Problems.Count > 0;
        return result;
    }

    /// <summary>Plays as many days as the kills need.</summary>
    /// <param name="steps">The kills.</param>
    /// <returns>The days.</returns>
    public IReadOnlyList<DayResult> Play(IEnumerable<KillStep> steps)
    {
        Queue<KillStep> left = new(steps);
        List<DayResult> days = [];
        int emptyDays = 0;
        while (left.Count > 0 && days.Count < DaysMax && emptyDays < EmptyDaysMax)
        {
            days.Add(PlayOne(left, days.Count));
            emptyDays = days[^1].Kills.Count == 0 ? emptyDays + 1 : 0;
        }

        return left.Count == 0
            ? days
            : throw new InvalidOperationException(
                $"{left.Count} kills did not fit into {days.Count} days, the first of them {left.Peek()}");
    }
}
