using System.Text.Json;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Ipc.Memory;
using Strategies.Plans;

namespace Strategies.Program.Tests;

/// <summary>A strategy whose Save does not come back.</summary>
public sealed class SaveTests
{
    private const int SaveLoops = 4;
    private const int SaveOverflows = 5;

    [Theory]
    [InlineData(SaveLoops)]
    [InlineData(SaveOverflows)]
    public void It_ends_the_follower_once_and_is_named_and_nobody_trades_less(int kind)
    {
        CellDay day = CellDay.Long with
        {
            SnapshotEveryInputs = 1_000,
            MoreSlots =
            [
                new SlotPlan
                {
                    Name = "endless",
                    Strategy = Built.Strategy("Fatal"),
                    Parameters = new Dictionary<string, JsonElement>
                    {
                        ["kind"] = JsonSerializer.SerializeToElement(kind),
                        ["after"] = JsonSerializer.SerializeToElement(2_500),
                    },
                },
            ],
        };
        using TestedCell cell = new(day);
        cell.IsKept = true; // Until it is known that nobody has to look at it.
        cell.Up();
        ProcessIdentity core = cell.IdentityOf(ProcessRole.Core);
        Incident? told = null;
        cell.Await("the Save to be told", () => (told = new IncidentFile(cell.Setup.Paths.Incidents).Read()
            .FirstOrDefault(incident => incident.Kind == IncidentKind.Unsaved)) is not null);
        Assert.Contains("the Save of slot 'endless' (version ", told!.Text, StringComparison.Ordinal);
        Assert.Contains($"behind input {told.Sequence} and ended the follower", told.Text, StringComparison.Ordinal);

        // Several snapshots would have been due: the follower that knows it takes none and lives.
        ProcessIdentity follower = cell.IdentityOf(ProcessRole.Follower);
        long orders = cell.Venue(VenueCounter.Orders);
        cell.Await("the follower behind it", () => cell.Follower(FollowerCounter.LastSequence) > (long)told.Sequence + 4_000);
        Assert.Equal(follower, cell.IdentityOf(ProcessRole.Follower));
        Assert.True(cell.Follower(FollowerCounter.SnapshotSequence) < (long)told.Sequence);
        Assert.Equal(core, cell.IdentityOf(ProcessRole.Core));
        cell.Await("orders of the others", () => cell.Venue(VenueCounter.Orders) > orders);
        cell.IsKept = false;
    }
}
