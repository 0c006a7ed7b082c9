using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cells;
using Strategies.Cells.Checking;

namespace Strategies.Program.Tests;

/// <summary>An operator flattens a slot, then an account, of a cell that trades.</summary>
public sealed class FlattenTests(ITestOutputHelper output)
{
    private static readonly string[] Ended = ["flat", "notFlat"];

    [Fact]
    public void What_is_flattened_while_it_trades_ends_flat_or_with_an_alert_and_the_day_is_whole()
    {
        CellDay day = new()
        {
            Rows = 20_000,
            SessionSeconds = 40,
            WallSeconds = 20,
            WatchdogMs = CellDay.PatientWatchdogMs,
            Ends = DayEnd.ByCommand,
            SnapshotEveryInputs = 500,
        };
        using TestedCell cell = new(day);
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        string first = "";
        cell.Await("a position", () => (first = HolderOfAPosition(cell)).Length > 0);
        JsonElement answer = Flatten(cell, new { slot = first, ticks = 20, reason = "a drill" });
        Assert.Equal(first, Assert.Single(answer.GetProperty("flattened").EnumerateArray()).GetProperty("slot").GetString());
        AwaitEnd(cell, [first]);
        RequireTruth(cell);
        string[] all = [.. Slots(cell).Select(slot => Text(slot, "name"))];
        answer = Flatten(cell, new { account = Text(Slots(cell)[0], "account"), reason = "all of it" });
        Assert.Equal(all, answer.GetProperty("flattened").EnumerateArray().Select(slot => Text(slot, "slot")));
        AwaitEnd(cell, all);
        RequireTruth(cell);
        cell.EndDay();

        DayResult result = new DayJudge(cell).Judge([]);
        output.WriteLine(result.ToString());
        Assert.Empty(result.Problems);
        Assert.Equal(day.Rows, result.Messages + result.NotPlayed);
        cell.IsKept = false;
    }

    private JsonElement Flatten(TestedCell cell, object request)
    {
        (int status, JsonElement answer) = cell.Edge.Post("/api/flatten", request);
        output.WriteLine($"{status} {answer}");
        Assert.Equal(200, status);
        return answer;
    }

    private static void AwaitEnd(TestedCell cell, string[] names) => cell.Await("the end of the flattening", () =>
        Slots(cell).Where(slot => names.Contains(Text(slot, "name"))).All(slot => Ended.Contains(Text(slot, "flattening"))));

    /// <summary>Of each slot that was flattened: nothing is left, or alerts name it.</summary>
    private static void RequireTruth(TestedCell cell)
    {
        string[] alerts = [.. Read(cell, "/api/alerts").Where(alert => Text(alert, "code") == "notFlat").Select(alert => Text(alert, "text"))];
        foreach (JsonElement slot in Slots(cell).Where(slot => Text(slot, "flattening").Length > 0))
        {
            Assert.Equal("stopped", Text(slot, "state"));
            Assert.Equal(0, slot.GetProperty("workingOrders").GetInt32());
            JsonElement[] left = [.. Read(cell, "/api/positions").Where(position =>
                Text(position, "slot") == Text(slot, "name") && position.GetProperty("quantity").GetInt64() != 0)];
            Assert.Equal(left.Length == 0, Text(slot, "flattening") == "flat");
            Assert.All(left, position => Assert.Contains(alerts, alert => alert.StartsWith(
                $"slot '{Text(slot, "name")}' is not flat: {Text(position, "quantity")} of {Text(position, "instrument")} left: ",
                StringComparison.Ordinal)));
        }
    }

    private static string HolderOfAPosition(TestedCell cell) =>
        Read(cell, "/api/positions").Where(position => position.GetProperty("quantity").GetInt64() != 0)
            .Select(position => Text(position, "slot")).FirstOrDefault() ?? "";

    private static JsonElement[] Slots(TestedCell cell) => Read(cell, "/api/slots");

    private static JsonElement[] Read(TestedCell cell, string path)
    {
        (int status, JsonElement answer) = cell.Edge.Get(path);
        return status == 200 ? [.. answer.EnumerateArray()] : [];
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).ToString();
}
