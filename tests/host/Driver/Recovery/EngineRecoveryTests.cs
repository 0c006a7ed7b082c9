using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Following;
using Strategies.Driver.Recovery;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Engine;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Cutting;
using Strategies.Journal.Snapshots;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Driver.Tests.Recovery;

/// <summary>Engines that come back from the journal of one artificial day with a swap, a quarantine and a kill switch.</summary>
public sealed class EngineRecoveryTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private const ulong SnapshotEvery = 1_000;

    [Fact]
    public void From_the_first_input_and_from_every_snapshot_the_state_is_the_same_and_every_output_equal()
    {
        string copy = WithSnapshots();
        RecoveredEngine genesis = Run(copy, new RecoveryOptions { FromGenesis = true });
        Assert.Null(genesis.Start);
        Assert.Equal(day.Inputs.Count, genesis.InputsRun);
        IReadOnlyList<SnapshotEntry> snapshots = new SnapshotStore(new JournalLayout(copy)).List();
        Assert.True(snapshots.Count >= 3, $"{snapshots.Count} snapshots");
        foreach (SnapshotEntry snapshot in snapshots)
        {
            RecoveredEngine recovered = Run(copy, new RecoveryOptions { Snapshot = snapshot.Name });
            Assert.Null(recovered.Difference);
            Assert.Equal((long)((ulong)day.Inputs.Count - snapshot.Sequence), recovered.InputsRun);
            Assert.Equal(genesis.StateHash(), recovered.StateHash());
        }
    }

    [Fact]
    public void The_newest_snapshot_is_used_and_a_damaged_one_is_passed_over_and_named()
    {
        string copy = WithSnapshots();
        IReadOnlyList<SnapshotEntry> snapshots = new SnapshotStore(new JournalLayout(copy)).List();
        Assert.Equal(snapshots[0].Sequence, Run(copy, new RecoveryOptions()).Start!.Sequence);
        Flip(Path.Combine(new JournalLayout(copy).SnapshotFolder, snapshots[0].Name));
        RecoveredEngine recovered = Run(copy, new RecoveryOptions());
        Assert.Equal(snapshots[1].Sequence, recovered.Start!.Sequence);
        RefusedSnapshot refused = Assert.Single(recovered.Refused);
        Assert.Equal(snapshots[0].Name, refused.Name);
        Assert.NotEmpty(refused.Reason);
    }

    [Fact]
    public void A_recovery_to_an_input_stands_where_an_engine_stood_then()
    {
        string copy = WithSnapshots();
        const ulong At = 2_345;
        TradingEngine engine = day.NewEngine();
        foreach (JournalRecord input in day.Inputs.Take((int)At))
        {
            engine.Apply(input.Bytes);
        }

        RecoveredEngine recovered = Run(copy, new RecoveryOptions { ToSequence = At });
        Assert.Equal(At, recovered.LastSequence);
        Assert.NotNull(recovered.Start);
        Assert.Equal(EngineSnapshot.HashOf(engine), recovered.StateHash());
    }

    [Fact]
    public void A_swap_without_a_decision_is_refused_and_the_version_that_ran_goes_on()
    {
        string copy = day.Copy();
        JournalRecord request = day.Inputs.Last(input => input.Type == RecordType.SwapRequested);
        using (JournalCut cut = JournalCut.Prepare(copy, request.Sequence))
        {
            cut.Execute();
        }

        RecoveredEngine recovered;
        using (JournalWriter writer = RecordedDay.NewJournal(copy))
        {
            recovered = NewRecovery(copy).Run(new RecoveryOptions(), writer);
        }

        Assert.Equal(request.Sequence + 1, recovered.LastSequence);
        Assert.Empty(recovered.Engine.RefusePending("none is left"));
        RecoveredEngine again = Run(copy, new RecoveryOptions { FromGenesis = true });
        Assert.Null(again.Difference);
        Assert.Equal(recovered.StateHash(), again.StateHash());
        RecoveredEngine before = Run(copy, new RecoveryOptions { ToSequence = request.Sequence - 1 });
        Assert.Equal(before.Engine.PackageOf(1), recovered.Engine.PackageOf(1));
        Assert.Equal(SlotState.Running, recovered.Engine.StateOf(1));
    }

    [Fact]
    public void An_empty_journal_has_nothing_to_come_back_to()
    {
        string folder = day.NewFolder();
        RecordedDay.NewJournal(folder).Dispose();
        JournalException refusal = Assert.Throws<JournalException>(() => Run(folder, new RecoveryOptions()));
        Assert.Contains("no input", refusal.Message);
    }

    private static void Flip(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^10] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static EngineRecovery NewRecovery(string folder)
    {
        JournalSession session = new(folder);
        return new EngineRecovery(folder, session.OptionsOf, session.NewVersions());
    }

    private static RecoveredEngine Run(string folder, RecoveryOptions options) => NewRecovery(folder).Run(options, null);

    private string WithSnapshots()
    {
        string copy = day.Copy();
        JournalSession session = new(copy);
        using JournalFollower follower = new(
            copy,
            new FollowerOptions { SnapshotEveryInputs = SnapshotEvery, SnapshotsKept = 100 },
            session.OptionsOf,
            session.NewVersions());
        while (follower.Follow(int.MaxValue) > 0)
        {
        }

        return copy;
    }
}
