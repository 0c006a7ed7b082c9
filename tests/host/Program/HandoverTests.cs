using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Handing;
using Strategies.Cells.Killing;

namespace Strategies.Program.Tests;

/// <summary>A core is handed over under load: nothing is lost, nothing is doubled, and the old process is gone.</summary>
public sealed class HandoverTests(ITestOutputHelper output)
{
    private const int Handovers = 2;

    [Fact]
    public void Either_core_can_be_killed_in_the_midst_and_the_day_is_whole()
    {
        KillStep[] steps =
        [
            new(ProcessRole.NextCore, KillMoment.InHandover),
            new(ProcessRole.Core, KillMoment.InHandover),
            new(ProcessRole.NextCore, KillMoment.InHandover),
            new(ProcessRole.Core, KillMoment.InHandover),
        ];
        IReadOnlyList<DayResult> days = new KilledDays(CellDay.Long, TestSeed.Value, output.WriteLine).Play(steps);
        Assert.Empty(days.SelectMany(day => day.Problems));
        Assert.Equal(steps.Length, days.Sum(day => day.Kills.Count));
    }

    [Fact]
    public void Under_load_no_event_is_lost_and_no_order_doubled()
    {
        CellDay day = new()
        {
            WatchdogMs = CellDay.PatientWatchdogMs,
            Ends = DayEnd.ByCommand, // However long a handover takes on a slow machine.
            Rows = 2_000_000,
            Levels = 1,
            SessionSeconds = 18,
            WallSeconds = 18,
            SnapshotEveryInputs = 400_000,
            SegmentMiB = 64,
        };
        (IReadOnlyList<HandoverReport> handovers, DayResult result) = new HandedOverDay(day, output.WriteLine).Play(Handovers);
        Assert.Empty(result.Problems);
        Assert.Equal(Handovers, handovers.Count);
        Assert.All(handovers, handover =>
        {
            Assert.NotEqual(handover.OldPid, handover.NewPid);
            Assert.True(handover.HasOldEnded);
            Assert.InRange(handover.PauseNs, 1, handover.Seconds * 1e9);
        });
    }
}
