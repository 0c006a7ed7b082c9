using System.Diagnostics;
using System.Runtime.InteropServices;
using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Driver.Recovery;
using Strategies.Driver.Tests.Support;
using Strategies.Follower.Tests.Support;
using Strategies.Ipc.Metrics;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Follower.Tests;

/// <summary>The follower behind a core's journal.</summary>
[Collection(PlayedDay.Name)]
public sealed class FollowingTests(RecordedDay day)
{
    private const ulong SnapshotEvery = 1_000;

    [Fact]
    public void It_waits_for_a_journal_catches_up_and_goes_on_as_the_core_does()
    {
        using FollowedCell cell = new(day);
        using RunningFollower follower = new(cell);
        ulong beats = follower.Heartbeat.Beats;
        follower.Await(() => follower.Heartbeat.Beats > beats + 10, "a heartbeat without a journal");
        Assert.Equal(HeartbeatState.Starting, follower.Heartbeat.State);
        cell.BeginJournal();
        cell.Drive(2_000);
        follower.AwaitSequence(2_000);
        follower.Await(() => follower.Heartbeat.State == HeartbeatState.Running, "the state Running");
        for (int count = 0; count < 20; count++)
        {
            cell.Drive(100);
            follower.AwaitSequence(cell.LastSequence);
        }

        cell.Drive(int.MaxValue);
        follower.AwaitSequence((ulong)cell.DayInputs);
        Assert.Equal(0, follower[FollowerCounter.ActiveSlot]);
        Assert.Null(follower.Failure);
    }

    [Fact]
    public void Its_snapshots_are_the_state_of_the_core_and_only_the_newest_are_kept()
    {
        FollowerSettings settings = new() { SnapshotEveryInputs = SnapshotEvery, SnapshotsKept = 2 };
        using FollowedCell cell = new(day, settings);
        cell.BeginJournal();
        using (RunningFollower follower = new(cell))
        {
            while (cell.LastSequence < (ulong)cell.DayInputs)
            {
                long taken = follower[FollowerCounter.Snapshots];
                cell.Drive((int)SnapshotEvery + 50);
                follower.AwaitSequence(cell.LastSequence);
                // One is taken and proven over some hundred inputs: at the day's end there may be too few.
                if (cell.LastSequence + (SnapshotEvery / 2) < (ulong)cell.DayInputs)
                {
                    AwaitSnapshot(cell, follower, taken);
                }
            }

            Assert.True(follower[FollowerCounter.Snapshots] >= 3);
            Assert.True(follower[FollowerCounter.SnapshotSequence] > (long)SnapshotEvery);
        }

        cell.EndJournal();
        IReadOnlyList<SnapshotEntry> snapshots = new SnapshotStore(new JournalLayout(cell.Journal)).List();
        Assert.Equal(2, snapshots.Count);
        Assert.All(snapshots, snapshot => Assert.True(snapshot.IsUsable, snapshot.Fault?.Message));
        Assert.True(File.Exists(Path.Combine(cell.Setup.Paths.Snapshots, snapshots[0].Name)));
        RecoveredEngine genesis = Recover(cell, new RecoveryOptions { FromGenesis = true });
        RecoveredEngine newest = Recover(cell, new RecoveryOptions());
        Assert.Null(newest.Difference);
        Assert.Equal(snapshots[0].Sequence, newest.Start!.Sequence);
        Assert.Equal(genesis.StateHash(), newest.StateHash());
    }

    [Fact]
    public void An_output_that_comes_out_otherwise_is_told_with_its_slot_and_no_snapshot_is_taken_behind_it()
    {
        using FollowedCell cell = new(day, new FollowerSettings { SnapshotEveryInputs = SnapshotEvery });
        cell.BeginJournal();
        cell.Drive(2_000);
        JournalRecord order = day.Outputs.First(output => output.Type == RecordType.NewOrderSingle && output.Sequence > 1_100);
        RecordPlace.Find(cell.Journal, isInput: false, order)
            .Forge(RecordHeader.Size + (int)Marshal.OffsetOf<OrderPayload>(nameof(OrderPayload.Price)));
        using RunningFollower follower = new(cell);
        follower.Await(() => follower[FollowerCounter.DifferentInput] != 0, "the difference");
        Assert.Equal((long)order.Sequence, follower[FollowerCounter.DifferentInput]);
        cell.Drive(1_500);
        follower.AwaitSequence(cell.LastSequence);
        Assert.True(follower[FollowerCounter.SnapshotSequence] < (long)order.Sequence);
        Incident told = Assert.Single(new IncidentFile(cell.Setup.Paths.Incidents).Read());
        Assert.Equal((IncidentKind.Diverged, order.Sequence), (told.Kind, told.Sequence));
        Assert.Contains("slot '", told.Text, StringComparison.Ordinal);
        Assert.Contains(nameof(OrderPayload.Price), told.Text, StringComparison.Ordinal);
        Assert.Contains("(version ", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_starts_again_goes_on_from_the_newest_snapshot()
    {
        using FollowedCell cell = new(day, new FollowerSettings { SnapshotEveryInputs = SnapshotEvery });
        cell.BeginJournal();
        cell.Drive(2_500);
        using (RunningFollower first = new(cell))
        {
            AwaitSnapshot(cell, first, taken: 0);
        }

        cell.Drive(500);
        using (RunningFollower second = new(cell))
        {
            second.AwaitSequence(cell.LastSequence);
        }

        Assert.Contains("the snapshot of input", File.ReadAllText(cell.Log));
    }

    [Fact]
    public void A_process_that_is_killed_again_and_again_catches_up_and_its_snapshots_stay_good()
    {
        using FollowedCell cell = new(day, new FollowerSettings { SnapshotEveryInputs = 100, SnapshotsKept = 3 });
        cell.BeginJournal();
        Random random = new(7);
        cell.Drive(500);
        for (int kill = 0; kill < 4; kill++)
        {
            using Process process = Start(cell);
            AwaitSequence(cell, process, cell.LastSequence);
            cell.Drive(400);
            AwaitSequence(cell, process, cell.LastSequence - (ulong)random.Next(400));
            process.Kill();
            process.WaitForExit();
        }

        using (Process last = Start(cell))
        {
            cell.Drive(int.MaxValue);
            AwaitSequence(cell, last, cell.LastSequence);
            last.Kill();
            last.WaitForExit();
        }

        cell.EndJournal();
        SnapshotStore store = new(new JournalLayout(cell.Journal));
        Assert.NotEmpty(store.List());
        Assert.All(store.List(), snapshot => Assert.True(snapshot.IsUsable, snapshot.Fault?.Message));
        RecoveredEngine newest = Recover(cell, new RecoveryOptions());
        Assert.NotNull(newest.Start);
        Assert.Equal(Recover(cell, new RecoveryOptions { FromGenesis = true }).StateHash(), newest.StateHash());
    }

    [Fact]
    public void A_damaged_journal_ends_the_process_with_a_message()
    {
        using FollowedCell cell = new(day);
        cell.BeginJournal();
        cell.Drive(1_000);
        cell.EndJournal();
        string segment = new JournalLayout(cell.Journal).SegmentFile(Strategies.Journal.Segments.SegmentKind.Input, 1);
        using (FileStream file = new(segment, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Position = 20_000;
            int value = file.ReadByte();
            file.Position = 20_000;
            file.WriteByte((byte)~value);
        }

        using Process process = Start(cell);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(3, process.ExitCode);
        Assert.Contains("checksum", error);
        Assert.Contains("Hint: ", error);
        Assert.DoesNotContain("   at ", error);
        Assert.Contains("checksum", File.ReadAllText(cell.Log));
    }

    /// <summary>A core goes on all the time: a snapshot waits for the input behind it.</summary>
    private static void AwaitSnapshot(FollowedCell cell, RunningFollower follower, long taken) => follower.Await(
        () =>
        {
            cell.Drive(1);
            return follower[FollowerCounter.Snapshots] > taken;
        },
        "a snapshot");

    private static Process Start(FollowedCell cell) => Process.Start(new ProcessStartInfo(
        RunningFollower.ProgramFile, ["follower", "--cell", cell.Setup.File])
    {
        RedirectStandardError = true,
    })!;

    private static void AwaitSequence(FollowedCell cell, Process process, ulong sequence)
    {
        Strategies.Cell.Regions.CellRegions regions = new(cell.Setup);
        Patience.Until($"input {sequence}", () =>
        {
            Assert.False(process.HasExited, "the follower ended");
            using Counters? counters = regions.TryOpenCounters(ProcessRole.Follower);
            return counters?.Read((int)FollowerCounter.LastSequence) >= (long)sequence;
        });
    }

    private static RecoveredEngine Recover(FollowedCell cell, RecoveryOptions options)
    {
        JournalSession session = new(cell.Journal);
        return new EngineRecovery(cell.Journal, session.OptionsOf, session.NewVersions()).Run(options, null);
    }
}
