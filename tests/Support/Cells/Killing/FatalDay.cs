using System.Text.Json;
using Strategies.Cell.Processes;
using Strategies.Cells.Checking;
using Strategies.Ipc;
using Strategies.Plans;

namespace Strategies.Cells.Killing;

/// <summary>A day on which strategies do what ends a core: loop for ever, overflow the stack, allocate without end.</summary>
/// <param name="say">Told what happens, a line each.</param>
/// <param name="watchdogMs">After what silence the watchdog ends a core that loops, ms.</param>
public sealed class FatalDay(Action<string> say, int watchdogMs)
{
    private static readonly string[] Kinds = ["loops for ever", "overflows its stack", "allocates without end"];

    /// <summary>Callbacks until the first is fatal: more than a warm-up makes.</summary>
    private const int FirstAfter = 4_500;

    private const int NextAfter = 6_500;
    private const double NsPerMs = 1e6;

    /// <summary>Plays it.</summary>
    /// <returns>The figures of each, and what came of the day.</returns>
    public (IReadOnlyList<FatalFigures> Figures, DayResult Result) Play()
    {
        using TestedCell cell = new(new CellDay { Rows = 40_000, SessionSeconds = 640, WallSeconds = 64, WatchdogMs = watchdogMs, MoreSlots = [.. Enumerable.Range(0, Kinds.Length).Select(Slot)] });
        say($"cell {cell.Setup.Cell} in {cell.Folder}");
        cell.IsKept = true;
        cell.Up();
        cell.Follower(FollowerCounter.LastSequence);
        List<Task<FatalFigures>> followed = [];
        for (int kind = 0; kind < Kinds.Length && Follow(cell, kind) is { } one; kind++)
        {
            followed.Add(one);
        }

        cell.AwaitEnd();
        FatalFigures[] figures = [.. followed.Select(one => one.Result)];
        foreach (FatalFigures one in figures)
        {
            say(one.ToString());
        }

        DayResult result = new DayJudge(cell) { HadHoard = true }.Judge([]);
        say(result.ToString());
        foreach (string line in result.Problems.Concat(result.Quarantined))
        {
            say(line);
        }

        cell.IsKept = result.Problems.Count > 0;
        return (figures, result);
    }

    private static SlotPlan Slot(int kind) => new()
    {
        Name = $"fatal{kind + 1}",
        Strategy = Built.Strategy("Fatal"),
        Parameters = new Dictionary<string, JsonElement>
        {
            ["kind"] = JsonSerializer.SerializeToElement(kind + 1),
            ["after"] = JsonSerializer.SerializeToElement(FirstAfter + (kind * NextAfter)),
        },
    };

    /// <summary>
    /// From the core's last beat to the point at which everything goes on; the follower, which takes longer, is awaited
    /// while the day goes on.
    /// </summary>
    private static Task<FatalFigures>? Follow(TestedCell cell, int kind)
    {
        var core = cell.ReadingOf(ProcessRole.Core);
        (long blocks, long cancels) = (cell.Venue(VenueCounter.Blocks), cell.Venue(VenueCounter.MassCancels));
        long beatNs = 0;
        cell.Await("the core's end", () =>
        {
            var now = cell.ReadingOf(ProcessRole.Core);
            beatNs = now.Process == core.Process ? now.BeatNs : beatNs;
            return now.Process != core.Process || cell.IsFeedOver;
        });
        if (cell.IsFeedOver)
        {
            return null;
        }

        (long blockedNs, long canceledNs) = (0, 0);
        bool Look()
        {
            blockedNs = blockedNs == 0 && cell.Venue(VenueCounter.Blocks) > blocks ? cell.Venue(VenueCounter.BlockedAtNs) : blockedNs;
            canceledNs = canceledNs == 0 && cell.Venue(VenueCounter.MassCancels) > cancels
                ? cell.Venue(VenueCounter.CanceledAtNs)
                : canceledNs;
            return true;
        }

        cell.Await("the next core", () => Look() && cell.IsBack(ProcessRole.Core, core.Process));
        cell.Await("a venue that is free", () => Look() && cell.Venue(VenueCounter.IsBlocked) == 0);
        double Since(long ns) => (ns - beatNs) / NsPerMs;
        double freeMs = Since(MonotonicClock.NowNs);
        long orders = cell.Venue(VenueCounter.Orders);
        long poisoned = cell.Core(CoreCounter.LastSequence);
        cell.Await("an order of the others", () => cell.Venue(VenueCounter.Orders) > orders || cell.IsFeedOver);
        double othersMs = Since(MonotonicClock.NowNs);
        return Task.Run(() =>
        {
            cell.Await("the follower", () => cell.Follower(FollowerCounter.LastSequence) > poisoned
                || cell.Core(CoreCounter.IsDayEnded) != 0);
            return new FatalFigures(
                Kinds[kind],
                blockedNs != 0 ? Since(blockedNs) : -1,
                canceledNs != 0 ? Since(canceledNs) : -1,
                freeMs,
                othersMs,
                Since(MonotonicClock.NowNs));
        });
    }
}
