using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Killing;

namespace Strategies.Program.Tests;

/// <summary>A few kills of every process of a real cell under load; tests/soak has fifty of each.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_process_can_be_killed_anywhere_and_the_day_is_whole()
    {
        KillStep[] steps =
        [
            new(ProcessRole.Core),
            new(ProcessRole.Venue),
            new(ProcessRole.Archiver),
            new(ProcessRole.Follower, KillMoment.InSnapshot),
            new(ProcessRole.Edge),
            new(ProcessRole.Supervisor),
            new(ProcessRole.Core, KillMoment.InRecovery),
            new(ProcessRole.Venue),
            new(ProcessRole.Archiver, KillMoment.InRecovery),
            new(ProcessRole.Follower),
            new(ProcessRole.Edge),
            new(ProcessRole.Supervisor),
            new(ProcessRole.Core, KillMoment.InSwap),
            new(ProcessRole.Venue, KillMoment.InRecovery),
            new(ProcessRole.Archiver),
            new(ProcessRole.Follower, KillMoment.InRecovery),
            new(ProcessRole.Edge),
            new(ProcessRole.Supervisor),
        ];
        IReadOnlyList<DayResult> days =
            new KilledDays(CellDay.Long, TestSeed.Value, output.WriteLine).Play(steps);
        Assert.Empty(days.SelectMany(day => day.Problems));
        Assert.Equal(steps.Length, days.Sum(day => day.Kills.Count));
    }
}
