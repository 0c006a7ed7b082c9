using System.Text.Json;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Ipc.Memory;
using Strategies.Plans;

namespace Strategies.Program.Tests;

/// <summary>Strategies that take more than a slot may, in a cell that trades: each is out, and the core never ends.</summary>
public sealed class BoundTests(ITestOutputHelper output)
{
    /// <summary>Callbacks until the first goes too far: more than a warm-up makes.</summary>
    private const int FirstAfter = 4_500;

    private const int NextAfter = 500;

    private static readonly (string Name, int Kind, string Reason)[] Greedy =
    [
        ("allocating", 7, "OnBook allocated 33554"),
        ("flooding", 8, "OnBook: flood: more than 20000 lines of log in a second"),
    ];

    private static readonly (string Name, int Kind, string Reason)[] Hoarding =
        [("hoarding", 6, "OnBook threw OutOfMemoryException")];

    [Fact]
    public void An_allocation_and_a_flood_cost_their_slots_and_the_day_is_whole() => Play(Greedy, isJudged: true);

    /// <summary>What it met is a limit of the core's process; the proof of such a day needs one with the same limit.</summary>
    [Fact]
    public void A_hoard_in_large_pieces_costs_its_slot_and_the_core_goes_on() => Play(Hoarding, isJudged: false);

    private void Play((string Name, int Kind, string Reason)[] slots, bool isJudged)
    {
        CellDay day = CellDay.Long with { MoreSlots = [.. slots.Select(Slot)] };
        using TestedCell cell = new(day);
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        ProcessIdentity core = cell.IdentityOf(ProcessRole.Core);
        foreach ((string name, _, string reason) in slots)
        {
            string told = "";
            cell.Await($"the end of slot {name}", () => (told = QuarantineOf(cell, name)).Length > 0);
            output.WriteLine($"{name}: {told}");
            Assert.Contains(reason, told, StringComparison.Ordinal);
        }

        Assert.Equal(core, cell.IdentityOf(ProcessRole.Core));
        Assert.Equal(0, cell.Supervisor(SupervisorCounter.CoreRestarts));
        long orders = cell.Venue(VenueCounter.Orders);
        cell.Await("orders of the others", () => cell.Venue(VenueCounter.Orders) > orders);
        cell.EndDay();

        if (isJudged)
        {
            DayResult result = new DayJudge(cell) { HadHoard = true }.Judge([]);
            output.WriteLine(result.ToString());
            Assert.Empty(result.Problems);
            Assert.Equal(slots.Length, result.Quarantined.Count);
        }

        cell.IsKept = false;
    }

    private static string QuarantineOf(TestedCell cell, string name)
    {
        (int status, JsonElement answer) = cell.Edge.Get("/api/slots");
        return status != 200 ? "" : answer.EnumerateArray()
            .Where(slot => slot.GetProperty("name").GetString() == name && slot.GetProperty("state").GetString() == "quarantined")
            .Select(slot => slot.GetProperty("reason").GetString()!)
            .FirstOrDefault("");
    }

    private static SlotPlan Slot((string Name, int Kind, string Reason) greedy, int place) => new()
    {
        Name = greedy.Name,
        Strategy = Built.Strategy("Fatal"),
        Parameters = new Dictionary<string, JsonElement>
        {
            ["kind"] = JsonSerializer.SerializeToElement(greedy.Kind),
            ["after"] = JsonSerializer.SerializeToElement(FirstAfter + (place * NextAfter)),
        },
    };
}
