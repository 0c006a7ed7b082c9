using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cells;
using Strategies.Cells.Checking;

namespace Strategies.Program.Tests;

/// <summary>The firm of a cell that trades is killed by its operator.</summary>
public sealed class KillSwitchTests(ITestOutputHelper output)
{
    [Fact]
    public void A_kill_of_the_firm_says_how_many_orders_worked_and_were_canceled_whoever_did_it()
    {
        CellDay day = new()
        {
            Rows = 20_000,
            SessionSeconds = 40,
            WallSeconds = 20,
            WatchdogMs = CellDay.PatientWatchdogMs,
            Ends = DayEnd.ByCommand,
        };
        using TestedCell cell = new(day);
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        cell.Await("working orders", () => WorkingOrders(cell) > 0);
        (int status, JsonElement answer) = cell.Edge.Post("/api/kill", new { scope = "firm", reason = "a drill" });
        output.WriteLine($"{status} {answer}");
        Assert.Equal(200, status);
        int working = answer.GetProperty("workingOrders").GetInt32();
        Assert.True(working > 0);
        Assert.InRange(answer.GetProperty("canceled").GetInt32(), 1, working);
        Assert.Contains($"of {working} working orders ", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        cell.Await("the end of all orders", () => WorkingOrders(cell) == 0);
        cell.EndDay();

        DayResult result = new DayJudge(cell).Judge([]);
        output.WriteLine(result.ToString());
        Assert.Empty(result.Problems);
        cell.IsKept = false;
    }

    private static int WorkingOrders(TestedCell cell)
    {
        (int status, JsonElement slots) = cell.Edge.Get("/api/slots");
        return status == 200 ? slots.EnumerateArray().Sum(slot => slot.GetProperty("workingOrders").GetInt32()) : -1;
    }
}
