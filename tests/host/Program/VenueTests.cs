using System.Text.Json;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Killing;
using Strategies.Ipc.Memory;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Program.Tests;

/// <summary>A cell of two venues, each with a feed, a process and rings of its own.</summary>
public sealed class VenueTests(ITestOutputHelper output)
{
    private static readonly CellProcess First = ProcessRole.Venue;
    private static readonly CellProcess Second = CellProcess.Of(new VenueId(2));

    [Fact]
    public void One_venue_stands_still_and_is_killed_and_the_others_orders_go_on()
    {
        CellDay day = CellDay.Long with
        {
            Venues = 2,
            MoreSlots =
            [
                new SlotPlan
                {
                    Name = "second",
                    Strategy = Built.Strategy("Strategies.MarketMaking"),
                    Parameters = new Dictionary<string, JsonElement> { ["instrument"] = JsonSerializer.SerializeToElement(2) },
                },
            ],
        };
        using TestedCell cell = new(day);
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        AwaitOrders(cell, First, 20);
        AwaitOrders(cell, Second, 20);
        StandStill(cell);
        AwaitOrders(cell, Second, cell.Venue(Second, VenueCounter.Orders) + 20);
        ProcessIdentity killed = cell.Kill(Second);
        cell.Await("the second venue's return", () => cell.IsBack(Second, killed));
        AwaitOrders(cell, Second, cell.Venue(Second, VenueCounter.Orders) + 20);
        Assert.Equal(2, cell.Venue(Second, VenueCounter.Starts));
        Assert.Equal(1, cell.Venue(First, VenueCounter.Starts));
        cell.EndDay();

        DayResult result = new DayJudge(cell).Judge([new KillReport(ProcessRole.Venue, KillMoment.Anywhere, true, 0, 0, 0, 0)]);
        output.WriteLine(result.ToString());
        Assert.Empty(result.Problems);
        Assert.Equal(day.Rows * 2, result.Messages + result.NotPlayed);
        RequireOnlyTheSecondWasDown(cell);
        cell.IsKept = false;
    }

    /// <summary>The second venue's process stands still until the core has missed it, and the first's orders go on meanwhile.</summary>
    private static void StandStill(TestedCell cell)
    {
        // A test that fails here leaves it standing: whoever ends the cell kills it.
        Assert.Equal(0, Signal(cell, "STOP"));
        cell.Await("the core to miss the second venue", () => Sessions(cell.Setup.Paths.Journal).Contains((2, false)));
        AwaitOrders(cell, First, cell.Venue(First, VenueCounter.Orders) + 20);
        Assert.Equal(0, Signal(cell, "CONT"));
    }

    private static int Signal(TestedCell cell, string name) =>
        CommandResult.Of("kill", $"-{name}", $"{cell.IdentityOf(Second).Pid}").ExitCode;

    private static void AwaitOrders(TestedCell cell, CellProcess venue, long count) =>
        cell.Await($"orders at {venue}", () => cell.Venue(venue, VenueCounter.Orders) >= count);

    private static List<(int Venue, bool IsUp)> Sessions(string folder)
    {
        List<(int, bool)> sessions = [];
        using JournalReader inputs = JournalReader.OpenInputs(folder, JournalReadMode.Follow);
        while (inputs.MoveNext())
        {
            if (inputs.Header.Type == RecordType.SessionStatus)
            {
                ref readonly SessionStatusPayload status = ref RecordWriter.Payload<SessionStatusPayload>(inputs.Record);
                sessions.Add((status.Venue, status.IsUp != 0));
            }
        }

        return sessions;
    }

    /// <summary>
    /// By the records: the first venue's session was never down; while the second's was, orders and replaces left
    /// for the first and none for the second.
    /// </summary>
    private static void RequireOnlyTheSecondWasDown(TestedCell cell)
    {
        string folder = cell.Setup.Paths.Archive;
        Assert.DoesNotContain((1, false), Sessions(folder));
        SortedDictionary<ulong, bool> second = [];
        using (JournalReader inputs = JournalReader.OpenInputs(folder))
        {
            while (inputs.MoveNext())
            {
                if (inputs.Header.Type == RecordType.SessionStatus
                    && RecordWriter.Payload<SessionStatusPayload>(inputs.Record) is { Venue: 2 } status)
                {
                    second[inputs.Header.Sequence] = status.IsUp != 0;
                }
            }
        }

        Dictionary<int, int> whileDown = [];
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        while (outputs.MoveNext())
        {
            if (outputs.Header.Type is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest
                && !IsUpAt(second, outputs.Header.Sequence))
            {
                int venue = RecordWriter.Payload<OrderPayload>(outputs.Record).Venue;
                whileDown[venue] = whileDown.GetValueOrDefault(venue) + 1;
            }
        }

        Assert.True(whileDown.GetValueOrDefault(1) >= 20, $"{whileDown.GetValueOrDefault(1)} orders and replaces for the first venue");
        Assert.DoesNotContain(2, whileDown.Keys);
    }

    /// <summary>As the session's last record in front of an input has it; that input may be the record itself.</summary>
    private static bool IsUpAt(SortedDictionary<ulong, bool> sessions, ulong sequence) =>
        sessions.LastOrDefault(session => session.Key <= sequence).Value;
}
