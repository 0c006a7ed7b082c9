using System.Text.Json;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Ipc.Memory;
using Strategies.Plans;

namespace Strategies.Program.Tests;

/// <summary>
/// Two slots whose versions cannot be saved any more: one gets a version that starts fresh, the other is quarantined first.
/// </summary>
public sealed class ThrowingSaveTests(ITestOutputHelper output)
{
    private const string First = "first";
    private const string Second = "second";
    private const string Threw = "Save threw InvalidOperationException: it cannot be saved any more";

    /// <summary>Book callbacks until Save throws: more than a warm-up has.</summary>
    private const int ThrowsAfter = 2_500;

    private const int SaveThrows = 9;

    [Fact]
    public void They_are_named_and_replaced_without_their_states_and_nobody_else_notices()
    {
        // Slowly: without snapshots a rehearsal begins with the first input, and has its 30 s on a machine that has other things to do.
        CellDay day = CellDay.Long with
        {
            SessionSeconds = 12_000,
            WallSeconds = 1_200,
            SnapshotEveryInputs = 1_000,
            MoreSlots = [Slot(First), Slot(Second)],
        };
        using TestedCell cell = new(day);
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        string next = cell.Store("Costly"); // It reads the state that the others write.
        ProcessIdentity core = cell.IdentityOf(ProcessRole.Core);
        ProcessIdentity follower = cell.IdentityOf(ProcessRole.Follower);
        Incident told = AwaitTold(cell, First);
        cell.Await("more snapshots that are due", () => cell.Follower(FollowerCounter.LastSequence) > (long)told.Sequence + 2_000);
        Assert.True(cell.Follower(FollowerCounter.SnapshotSequence) < (long)told.Sequence);

        JsonElement refused = Deploy(cell, First, next, "carry", 409);
        Assert.Contains(Threw, Text(refused, "detail"), StringComparison.Ordinal);
        Assert.Contains($"strat deploy HASH --slot {First} --state fresh", Text(refused, "hint"), StringComparison.Ordinal);
        Assert.Contains($"strat quarantine --slot {First}", Text(refused, "hint"), StringComparison.Ordinal);
        JsonElement loss = cell.Edge.Get($"/api/slots/{First}/loss").Answer;
        output.WriteLine(Text(loss, "detail"));
        Assert.Contains(Threw, Text(loss, "stateProblem"), StringComparison.Ordinal);
        JsonElement fresh = Deploy(cell, First, next, "fresh", 200);
        Assert.Contains("without the state of the one before", Text(fresh, "detail"), StringComparison.Ordinal);

        AwaitTold(cell, Second);
        (int status, JsonElement quarantined) = cell.Edge.Post($"/api/slots/{Second}/quarantine", new { reason = "its Save throws" });
        Assert.True(status == 200, quarantined.ToString());
        long behind = quarantined.GetProperty("sequence").GetInt64();
        cell.Await("a snapshot behind the quarantine", () => cell.Follower(FollowerCounter.SnapshotSequence) > behind);
        JsonElement second = Deploy(cell, Second, next, "carry", 200, "&rehearse=false"); // One rehearsal more takes its time.
        Assert.Contains("without the state of the one before", Text(second, "detail"), StringComparison.Ordinal);
        long orders = cell.Venue(VenueCounter.Orders);
        cell.Await("orders of the others", () => cell.Venue(VenueCounter.Orders) > orders);
        Assert.Equal(core, cell.IdentityOf(ProcessRole.Core));
        Assert.Equal(follower, cell.IdentityOf(ProcessRole.Follower));
        Assert.Equal(["running"], Slots(cell).Select(slot => Text(slot, "state")).Distinct());
        cell.EndDay();
        RequireEqual(cell);
        cell.IsKept = false;
    }

    /// <summary>
    /// Every output comes again. States that were to be restored where a Save throws are the only thing to be found, and the
    /// exceptions of the two deployments that asked for one in the core: they are allocated there, and nothing was collected.
    /// </summary>
    private void RequireEqual(TestedCell cell)
    {
        DayResult result = new DayJudge(cell).Judge([]);
        output.WriteLine(result.ToString());
        Assert.DoesNotContain(result.Problems, problem => !problem.Contains(Threw, StringComparison.Ordinal)
            && !problem.Contains(": collections 0/0/0, ", StringComparison.Ordinal));
        Assert.Equal([$"{Second}: its Save throws"], result.Quarantined);
    }

    private static Incident AwaitTold(TestedCell cell, string slot)
    {
        Incident? told = null;
        cell.Await($"the Save of {slot} to be told", () => (told = new IncidentFile(cell.Setup.Paths.Incidents).Read()
            .FirstOrDefault(incident => incident.Kind == IncidentKind.Unsaved
                && incident.Text.Contains($"slot '{slot}'", StringComparison.Ordinal))) is not null);
        Assert.Contains($"strat quarantine --slot {slot}", told!.Text, StringComparison.Ordinal);
        return told;
    }

    private JsonElement Deploy(TestedCell cell, string slot, string hash, string state, int expected, string how = "")
    {
        (int status, JsonElement answer) =
            cell.Edge.Post($"/api/slots/{slot}/deploy?wait=true{how}", new { hash, state, reason = "its Save throws" });
        output.WriteLine($"{status} {answer}");
        Assert.Equal(expected, status);
        return answer;
    }

    private static JsonElement[] Slots(TestedCell cell) => [.. cell.Edge.Get("/api/slots").Answer.EnumerateArray()];

    private static SlotPlan Slot(string name) => new()
    {
        Name = name,
        Strategy = Built.Strategy("Fatal"),
        Parameters = new Dictionary<string, JsonElement>
        {
            ["kind"] = JsonSerializer.SerializeToElement(SaveThrows),
            ["after"] = JsonSerializer.SerializeToElement(ThrowsAfter),
        },
    };

    private static string Text(JsonElement row, string name) => row.GetProperty(name).ToString();
}
