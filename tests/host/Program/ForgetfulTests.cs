using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Driver;
using Strategies.Ipc.Memory;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Program.Tests;

/// <summary>A strategy whose Save forgets a field that changes its orders.</summary>
public sealed class ForgetfulTests(ITestOutputHelper output)
{
    private const int Slot = 4;
    private const string Name = "ageing";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_named_and_costs_nobody_a_core_that_comes_back_or_takes_over(bool isHandover)
    {
        CellDay day = CellDay.Long with
        {
            SnapshotEveryInputs = 4_000,
            MoreSlots =
            [
                new SlotPlan
                {
                    Name = Name,
                    Strategy = Built.Strategy("Ageing"),
                    Parameters = new Dictionary<string, JsonElement> { ["after"] = JsonSerializer.SerializeToElement(5_500) },
                },
            ],
        };
        using TestedCell cell = new(day);
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        Incident found = Await(cell, "the follower to find it", incident => incident.Process == "follower");
        output.WriteLine(found.Text);
        Assert.Contains($"slot '{Name}', version ", found.Text, StringComparison.Ordinal);
        Assert.Contains("_age (run: ", found.Text, StringComparison.Ordinal);

        // What it had proven before the strategy began to trade is not all of its state either: there the next core begins.
        Assert.True(cell.Follower(FollowerCounter.SnapshotSequence) > 0);
        ulong until = (ulong)cell.Core(CoreCounter.LastSequence);
        Change(cell, isHandover);
        Incident told = Await(cell, "the core to tell it", incident => incident.Process != "follower");
        output.WriteLine(told.Text);
        Assert.Contains($"slot '{Name}' (version ", told.Text, StringComparison.Ordinal);
        Assert.Contains($"(NewOrderSingle of slot {Slot})", told.Text, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(cell.Setup.Paths.Snapshots, "*.snap.wrong"));
        Assert.Empty(Directory.GetFiles(cell.Setup.Paths.Snapshots, "*.snap"));
        cell.Await("orders of the core behind it", () => (ulong)cell.Core(CoreCounter.LastSequence) > until + 3_000);
        cell.EndDay();

        Assert.All([1, 2, Slot], slot => Assert.True(OrdersBehind(cell, slot, until) > 0, $"slot {slot} sent nothing any more"));
        CommandResult replay = CommandResult.Of(Built.Strat, "replay", cell.Setup.Paths.Archive, "--state-points", "0", "--json");
        Assert.True(replay.ExitCode == 0, replay.Error + replay.Output);
        cell.IsKept = false;
    }

    private void Change(TestedCell cell, bool isHandover)
    {
        ProcessIdentity core = cell.IdentityOf(ProcessRole.Core);
        long started = Stopwatch.GetTimestamp();
        if (isHandover)
        {
            CommandResult result = cell.HandOver();
            Assert.True(result.ExitCode == 0, result.Error + result.Output);
        }
        else
        {
            cell.Kill(ProcessRole.Core);
        }

        cell.Await("another core", () => cell.IsBack(ProcessRole.Core, core));
        long orders = cell.Venue(VenueCounter.Orders);
        cell.Await("an order", () => cell.Venue(VenueCounter.Orders) > orders);
        output.WriteLine($"traded again {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s after the core was {(isHandover ? "asked to hand over" : "killed")}");
    }

    private static Incident Await(TestedCell cell, string what, Func<Incident, bool> isIt)
    {
        Incident? told = null;
        cell.Await(what, () => (told = new IncidentFile(cell.Setup.Paths.Incidents).Read()
            .FirstOrDefault(incident => incident.Kind == IncidentKind.Forgetful && isIt(incident))) is not null);
        return told!;
    }

    private static int OrdersBehind(TestedCell cell, int slot, ulong sequence)
    {
        using JournalReader outputs = JournalReader.OpenOutputs(cell.Setup.Paths.Archive);
        int count = 0;
        while (outputs.MoveNext())
        {
            // A maker moves its quotes and sends new ones only when one is filled.
            count += outputs.Header.Sequence > sequence && CommitGate.Leaves(outputs.Header.Type)
                && RecordWriter.Payload<OrderPayload>(outputs.Record).Slot == slot ? 1 : 0;
        }

        return count;
    }
}
