using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells.Checking;

namespace Strategies.Cells.Handing;

/// <summary>Plays a day under load on which the core is handed over again and again, and judges it.</summary>
/// <param name="day">What is played.</param>
/// <param name="say">Told what happens, a line each.</param>
public sealed class HandedOverDay(CellDay day, Action<string> say)
{
    /// <summary>Plays it.</summary>
    /// <param name="count">Handovers; fewer when the feed ends before, and the day with it.</param>
    /// <param name="folder">A folder that is not there yet; none for one in memory.</param>
    public (IReadOnlyList<HandoverReport> Handovers, DayResult Day) Play(int count, string? folder = null)
    {
        using TestedCell cell = new(day, folder);
        say($"cell {cell.Setup.Cell} in {cell.Folder}");
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        cell.Await("the first events", () => cell.Core(CoreCounter.Messages) > day.Rows / 100);
        CoreChanger changer = new(cell);
        List<HandoverReport> handovers = [];
        bool endsByCommand = day.Ends == DayEnd.ByCommand;
        while (handovers.Count < count && (endsByCommand || !cell.IsFeedOver) && changer.HandOver() is { } handover)
        {
            handovers.Add(handover);
            say(handover.ToString());
        }

        if (endsByCommand)
        {
            cell.EndDay();
        }
        else
        {
            cell.AwaitEnd();
        }

        foreach (JsonElement took in CoreLog.Entries(cell.Setup.Paths, ProcessRole.NextCore, "took over"))
        {
            say($"behind input {took.GetProperty("Last")}, {took.GetProperty("Methods")} methods compiled, in µs: {string.Join(", ", took.EnumerateObject()
                .Where(part => part.Name.EndsWith("Us", StringComparison.Ordinal))
                .Select(part => $"{part.Name[..^2].ToLowerInvariant()} {part.Value}"))}");
        }

        DayResult result = new DayJudge(cell).Judge([]);
        foreach (string problem in result.Problems)
        {
            say($"PROBLEM: {problem}");
        }

        say(result.ToString());
        cell.IsKept = result.Problems.Count > 0;
        return (handovers, result);
    }
}
