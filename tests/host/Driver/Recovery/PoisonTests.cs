using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Following;
using Strategies.Driver.Recovery;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Cutting;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Driver.Tests.Recovery;

/// <summary>A strategy that ended the process is mute when the input comes again, and out before the next.</summary>
public sealed class PoisonTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    [Fact]
    public void The_slot_is_not_called_for_the_input_that_ended_the_process_and_is_quarantined_behind_it()
    {
        CallCounter plain = new();
        Recover(CutAtAPacket(), 0, plain);
        string folder = CutAtAPacket();
        CallCounter calls = new();
        RecoveredEngine recovered = Recover(folder, 1, calls);

        Assert.True(calls[1] < plain[1], $"{calls[1]} calls, {plain[1]} without poison");
        Assert.Equal(plain[2], calls[2]);
        Assert.Equal(SlotState.Quarantined, recovered.Engine.StateOf(1));
        JournalRecord poison = JournalRecord.Inputs(folder)[^1];
        Assert.Equal(RecordType.SlotPoisoned, poison.Type);
        Assert.Equal((1, poison.Sequence - 1), (poison.Payload<SlotPoisonedPayload>().Slot, poison.Payload<SlotPoisonedPayload>().CauseSequence));
        Assert.Contains(JournalRecord.Outputs(folder), output => output.Sequence == poison.Sequence
            && output.Type == RecordType.SlotState && output.Payload<SlotStatePayload>().Slot == 1
            && output.Payload<SlotStatePayload>().State == SlotState.Quarantined);
    }

    [Fact]
    public void A_replay_and_a_follower_run_the_input_with_the_slot_mute_too()
    {
        string folder = CutAtAPacket();
        RecoveredEngine recovered = Recover(folder, 1, new CallCounter());
        JournalSession session = new(folder);
        ReplayResult replay = ReplayRunner.Run(folder, session.OptionsOf, session.NewVersions(), progress: null);
        Assert.Null(replay.Difference);
        Assert.Equal(recovered.LastSequence, replay.Inputs);
        using JournalFollower follower = new(folder, new FollowerOptions(), session.OptionsOf, session.NewVersions());
        while (follower.Follow(10_000) > 0)
        {
        }

        Assert.Equal(recovered.StateHash(), EngineSnapshot.HashOf(follower.Copy(session.NewVersions())));
    }

    [Fact]
    public void A_follower_that_had_run_the_input_before_it_was_declared_poisoned_goes_back_and_runs_it_again()
    {
        string folder = CutAtAPacket();
        JournalSession session = new(folder);
        FollowerOptions options = new() { SnapshotEveryInputs = 700 };
        using JournalFollower follower = new(folder, options, session.OptionsOf, session.NewVersions());
        while (follower.Follow(10_000) > 0)
        {
        }

        Assert.False(follower.IsSettled);
        for (int slot = 1; slot <= 2; slot++)
        {
            RecoveredEngine recovered = Recover(folder, slot, new CallCounter());
            Assert.False(follower.IsSettled);
            while (follower.Follow(10_000) > 0)
            {
            }

            Assert.Equal(slot, follower.Restarts);
            Assert.Equal(recovered.LastSequence, follower.LastSequence);
            Assert.Equal(recovered.StateHash(), EngineSnapshot.HashOf(follower.Copy(session.NewVersions())));
        }
    }

    [Fact]
    public void One_input_can_poison_one_slot_after_another()
    {
        string folder = CutAtAPacket();
        Recover(folder, 1, new CallCounter());
        RecoveredEngine recovered = Recover(folder, 2, new CallCounter());

        Assert.Equal((SlotState.Quarantined, SlotState.Quarantined), (recovered.Engine.StateOf(1), recovered.Engine.StateOf(2)));
        List<JournalRecord> inputs = JournalRecord.Inputs(folder);
        Assert.Equal(
            inputs[^1].Payload<SlotPoisonedPayload>().CauseSequence, inputs[^2].Payload<SlotPoisonedPayload>().CauseSequence);
        JournalSession session = new(folder);
        Assert.Null(ReplayRunner.Run(folder, session.OptionsOf, session.NewVersions(), progress: null).Difference);
    }

    [Fact]
    public void A_swap_that_ended_the_process_is_refused_and_its_slot_taken_out()
    {
        string folder = day.Copy();
        Cut(folder, day.Inputs.Last(input => input.Type == RecordType.SwapRequested));
        RecoveredEngine recovered = Recover(folder, 1, new CallCounter());

        Assert.Equal(SlotState.Quarantined, recovered.Engine.StateOf(1));
        HandoverPayload handover = JournalRecord.Outputs(folder)
            .Last(output => output.Type == RecordType.Handover).Payload<HandoverPayload>();
        Assert.Equal(HandoverResult.NotAvailable, handover.Result);
        Assert.Contains("ended the process", handover.Reason.ToString(), StringComparison.Ordinal);
    }

    private string CutAtAPacket()
    {
        string folder = day.Copy();
        List<JournalRecord> packets = [.. day.Inputs.Where(input => input.Type == RecordType.MarketData)];
        Cut(folder, packets[2_000]);
        return folder;
    }

    /// <summary>The input stands last and has no outputs: the process was ended while it was applied.</summary>
    private static void Cut(string folder, JournalRecord last)
    {
        using (JournalCut cut = JournalCut.Prepare(folder, last.Sequence - 1))
        {
            cut.Execute();
        }

        using JournalWriter writer = RecordedDay.NewJournal(folder);
        Assert.Equal(last.Sequence, writer.AppendInput((byte[])last.Bytes.Clone()));
    }

    private static RecoveredEngine Recover(string folder, int slot, CallCounter calls)
    {
        JournalSession session = new(folder);
        using JournalWriter writer = RecordedDay.NewJournal(folder);
        RecoveredEngine recovered = new EngineRecovery(folder, session.OptionsOf, session.NewVersions()).Run(
            new RecoveryOptions { PoisonedSlot = slot, PoisonReason = "killed by a test", Meter = calls }, writer);
        Assert.Null(recovered.Difference);
        return recovered;
    }

    /// <summary>Counts the calls into each slot.</summary>
    private sealed class CallCounter : CallbackMeter
    {
        private readonly long[] _calls = new long[65];

        internal long this[int slot] => _calls[slot];

        public override void Enter(int slot, StrategyCall call, bool isNext) => _calls[slot]++;

        public override void Leave(int slot)
        {
        }

        public override void Abandon(int slot)
        {
        }
    }
}
