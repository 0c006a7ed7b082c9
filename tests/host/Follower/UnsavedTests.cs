using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Cell.Incidents;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Driver.Tests.Support;
using Strategies.Follower.Tests.Support;
using Strategies.Records;

namespace Strategies.Follower.Tests;

/// <summary>A version whose Save throws: people are told, its slot can be weighed, and versions be rehearsed without it.</summary>
[Collection(PlayedDay.Name)]
public sealed class UnsavedTests(RecordedDay day)
{
    private const int Throwing = 2;
    private const int SnapshotEvery = 200;

    [Fact]
    public void It_is_told_once_with_the_remedies_and_snapshots_go_on_behind_its_quarantine()
    {
        using FollowedCell cell = Begin();
        using RunningFollower follower = new(cell);
        DriveUntil(cell, follower, () => follower[FollowerCounter.UnsavedSlot] == Throwing, "the Save that throws");
        long sequence = (long)cell.LastSequence;
        long refusedAt = follower[FollowerCounter.LastSequence];
        DriveUntil(
            cell,
            follower,
            () => follower[FollowerCounter.LastSequence] > refusedAt + (3 * SnapshotEvery),
            "several snapshots that are due");
        Assert.True(follower[FollowerCounter.SnapshotSequence] <= sequence);
        Incident told = Assert.Single(new IncidentFile(cell.Setup.Paths.Incidents).Read());
        Assert.Equal((IncidentKind.Unsaved, "follower"), (told.Kind, told.Process));
        Assert.Contains("the state of slot 'throwing' (version ", told.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"cannot be saved behind input {told.Sequence}: Save threw InvalidOperationException: it cannot be saved any more",
            told.Text,
            StringComparison.Ordinal);
        Assert.Contains("strat deploy HASH --slot throwing --state fresh", told.Text, StringComparison.Ordinal);
        Assert.Contains("strat quarantine --slot throwing", told.Text, StringComparison.Ordinal);

        long taken = follower[FollowerCounter.Snapshots];
        cell.Take(RecordType.SlotControl, new SlotControlPayload { Slot = Throwing, Action = SlotAction.Quarantine });
        DriveUntil(cell, follower, () => follower[FollowerCounter.Snapshots] > taken, "a snapshot without its state");
        Assert.Equal(0, follower[FollowerCounter.UnsavedSlot]);
        Assert.Single(new IncidentFile(cell.Setup.Paths.Incidents).Read());
        Assert.Null(follower.Failure);
    }

    [Fact]
    public void Its_state_is_weighed_and_a_version_is_rehearsed_without_it()
    {
        using FollowedCell cell = Begin();
        using EdgeRings edge = new(cell);
        using RunningFollower follower = new(cell);
        follower.AwaitSequence(cell.LastSequence);
        RehearsalVerdict lost = edge.Run(RehearsalAction.MeasureState, Throwing, default);
        Assert.Equal((0, cell.LastSequence), (lost.IsGood, lost.Sequence));
        Assert.Contains("Save threw InvalidOperationException: it cannot be saved any more", lost.Reason.ToString());
        RehearsalVerdict ladder = edge.Run(RehearsalAction.MeasureState, 1, default);
        Assert.Equal((1, ""), (ladder.IsGood, ladder.Reason.ToString()));
        Assert.InRange(ladder.StateBytes, 1, 1 << 16);
        Assert.Equal("there is no slot 3 yet", edge.Run(RehearsalAction.MeasureState, 3, default).Reason.ToString());

        Hash256 quiet = cell.Store(Packages.Quiet);
        RehearsalVerdict carried = edge.Run(RehearsalAction.Rehearse, 1, quiet);
        Assert.Equal((0, RehearsalFault.None), (carried.IsGood, carried.Fault));
        RehearsalVerdict fresh = edge.Run(RehearsalAction.RehearseFresh, 1, quiet);
        Assert.True(fresh.IsGood == 1, fresh.Reason.ToString());
        Assert.True(fresh.Callbacks > 1_000, $"{fresh.Callbacks} callbacks");
        Assert.Null(follower.Failure);
    }

    private static void DriveUntil(FollowedCell cell, RunningFollower follower, Func<bool> condition, string what) => follower.Await(
        () =>
        {
            cell.Drive(1);
            return condition();
        },
        what);

    /// <summary>The day up to behind its swap, whose records name each other by their numbers, and then the parameter.</summary>
    private FollowedCell Begin()
    {
        FollowedCell cell = new(day, new FollowerSettings { SnapshotEveryInputs = SnapshotEvery });
        cell.BeginJournal();
        cell.Drive(1 + day.Inputs.FindIndex(input => input.Type == RecordType.SwapCommitted && input.Sequence > 1_000));
        cell.Take(RecordType.ParameterSet, new ParameterSetPayload
        {
            Slot = Throwing,
            Type = ParameterType.Int64,
            Name = Text32.From("saveThrowsAfter"),
            ValueBits = 0,
        });
        return cell;
    }
}
