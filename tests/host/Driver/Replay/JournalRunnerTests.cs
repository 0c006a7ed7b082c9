using System.Runtime.CompilerServices;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Following;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Engine;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Cutting;
using Strategies.Journal.Snapshots;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Driver.Tests.Replay;

/// <summary>The runner: where it begins, what it reads, and what it says of poisoned slots.</summary>
public sealed class JournalRunnerTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private const ulong SnapshotEvery = 1_000;

    [Fact]
    public void From_genesis_it_runs_every_input_and_makes_the_recorded_outputs()
    {
        using JournalRunner inputs = Run(day.Folder, RunStart.Genesis);
        Assert.False(inputs.HasBegun);
        int output = 0;
        foreach (JournalRecord input in day.Inputs)
        {
            Assert.True(inputs.TryNext());
            Assert.Equal((input.Sequence, input.Type), (inputs.Header.Sequence, inputs.Header.Type));
            Assert.Equal(input.Sequence - 1, inputs.LastSequence);
            inputs.Apply();
            Assert.Equal(input.Sequence, inputs.LastSequence);
            OutputBuffer made = inputs.Engine.Outputs;
            for (int offset = 0; offset < made.Length; offset = made.NextOffset(offset))
            {
                Assert.Equal(day.Outputs[output++].Type, RecordWriter.Header(made.At(offset)).Type);
            }
        }

        Assert.False(inputs.TryNext());
        Assert.Equal(day.Outputs.Count, output);
        Assert.Equal(day.Inputs.Count, inputs.InputsRun);
        Assert.True(inputs.IsDayEnded);
        Assert.True(inputs.Inputs!.IsClosedCleanly);
        Assert.Empty(inputs.EnvironmentDifferences);
        Assert.Equal(day.Inputs[0].Payload<StartOfDayPayload>().ConfigurationHash, inputs.Configuration);
    }

    [Fact]
    public void From_the_newest_snapshot_up_to_an_input_and_from_a_named_one_it_comes_to_the_same_state()
    {
        string folder = WithSnapshots();
        Hash256 genesis = StateAtEnd(folder, RunStart.Genesis, out _);
        IReadOnlyList<SnapshotEntry> snapshots = new SnapshotStore(new JournalLayout(folder)).List();
        Assert.True(snapshots.Count >= 3, $"{snapshots.Count} snapshots");

        Assert.Equal(genesis, StateAtEnd(folder, RunStart.Newest(), out ulong? newest));
        Assert.Equal(snapshots[0].Sequence, newest);
        Assert.Equal(genesis, StateAtEnd(folder, RunStart.Newest(snapshots[0].Sequence - 1), out ulong? before));
        Assert.Equal(snapshots[1].Sequence, before);
        Assert.Equal(genesis, StateAtEnd(folder, RunStart.Behind(snapshots[2].Name), out ulong? named));
        Assert.Equal(snapshots[2].Sequence, named);
        Assert.Equal(genesis, StateAtEnd(folder, RunStart.Newest(1), out ulong? none));
        Assert.Null(none);
    }

    [Fact]
    public void A_snapshot_that_cannot_be_used_is_passed_over_and_named_and_fails_when_it_was_asked_for_by_name()
    {
        string folder = WithSnapshots();
        IReadOnlyList<SnapshotEntry> snapshots = new SnapshotStore(new JournalLayout(folder)).List();
        string file = Path.Combine(new JournalLayout(folder).SnapshotFolder, snapshots[0].Name);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^10] ^= 1;
        File.WriteAllBytes(file, bytes);

        using JournalRunner newest = Run(folder, RunStart.Newest());
        Assert.True(newest.TryBegin());
        Assert.Equal(snapshots[1].Sequence, newest.Start!.Sequence);
        Assert.Equal(snapshots[1].Sequence, newest.LastSequence);
        Assert.Equal(snapshots[0].Name, Assert.Single(newest.Refused).Name);
        using JournalRunner named = Run(folder, RunStart.Behind(snapshots[0].Name));
        Assert.Throws<JournalException>(() => named.TryBegin());
        Assert.False(named.HasBegun);
    }

    [Fact]
    public void An_engine_that_stands_behind_an_input_goes_on_with_the_next_one()
    {
        TradingEngine engine = day.NewEngine();
        foreach (JournalRecord input in day.Inputs.Take(2_000))
        {
            engine.Apply(input.Bytes);
        }

        using JournalRunner inputs = new(day.Folder, engine);
        Assert.Same(engine, inputs.Engine);
        Assert.Equal(2_000ul, inputs.LastSequence);
        RunToEnd(inputs);
        Assert.Equal(day.Inputs.Count - 2_000, inputs.InputsRun);
        Assert.Equal(StateAtEnd(day.Folder, RunStart.Genesis, out _), EngineSnapshot.HashOf(engine));
    }

    [Fact]
    public void An_input_that_was_read_stays_until_it_is_run_or_passed_over()
    {
        using JournalRunner inputs = Run(day.Folder, RunStart.Genesis);
        Assert.Throws<InvalidOperationException>(inputs.Apply);
        Assert.True(inputs.TryNext());
        Assert.True(inputs.TryNext());
        Assert.Equal(1ul, inputs.Header.Sequence);
        inputs.Apply();
        Assert.Throws<InvalidOperationException>(inputs.Apply);
        Assert.Throws<InvalidOperationException>(inputs.Pass);
        Assert.True(inputs.TryNext());
        inputs.Pass();
        Assert.Equal((2ul, 1ul), (inputs.LastSequence, inputs.Engine.LastSequence));
        Assert.True(inputs.TryNext());
        Assert.Equal(3ul, inputs.Header.Sequence);
    }

    [Fact]
    public void Following_it_waits_for_a_journal_then_for_a_first_input_and_runs_what_comes()
    {
        string folder = day.NewFolder();
        using JournalRunner inputs = Run(folder, RunStart.Newest(), JournalReadMode.Follow);
        Assert.False(inputs.TryNext());
        RecordedDay.CopyFolder(new JournalLayout(day.Folder).StoreFolder, new JournalLayout(folder).StoreFolder);
        using JournalWriter writer = RecordedDay.NewJournal(folder);
        Assert.False(inputs.TryNext());
        Assert.False(inputs.HasBegun);
        Assert.Throws<InvalidOperationException>(() => inputs.Engine);
        foreach (JournalRecord input in day.Inputs.Take(500))
        {
            Assert.False(inputs.TryNext());
            writer.AppendInput((byte[])input.Bytes.Clone());
            Assert.True(inputs.TryNext());
            inputs.Apply();
        }

        Assert.Equal(500ul, inputs.LastSequence);
        Assert.False(inputs.IsDayEnded);
    }

    [Fact]
    public void At_rest_a_journal_without_an_input_has_nothing_to_run_and_a_folder_without_a_journal_is_an_error()
    {
        string folder = day.NewFolder();
        using JournalRunner nowhere = Run(folder, RunStart.Genesis);
        Assert.Throws<JournalException>(() => nowhere.TryNext());
        RecordedDay.NewJournal(folder).Dispose();
        using JournalRunner empty = Run(folder, RunStart.Genesis);
        Assert.False(empty.TryBegin());
        Assert.False(empty.TryNext());
        Assert.Null(empty.Inputs!.TornTail);
    }

    [Fact]
    public void A_slot_that_is_declared_poisoned_before_the_input_is_run_is_mute_for_it_and_the_declaration_foreseen()
    {
        string folder = CutBehindAPacket(out ulong cause);
        Declare(folder, cause, slot: 1);
        Declare(folder, cause, slot: 2);
        using JournalRunner inputs = Run(folder, RunStart.Genesis);
        RunTo(inputs, cause);
        Assert.Equal((cause, 0b11ul), (inputs.CauseSequence, inputs.MutedSlots));
        for (int slot = 1; slot <= 2; slot++)
        {
            Assert.True(inputs.TryNext());
            Assert.Equal(PoisonNews.Foreseen, inputs.Poison);
            inputs.Apply();
            Assert.Equal(SlotState.Quarantined, inputs.Engine.StateOf(slot));
            Assert.Equal((cause, 0b11ul), (inputs.CauseSequence, inputs.MutedSlots));
        }
    }

    [Fact]
    public void A_declaration_behind_an_input_that_was_run_is_too_late_and_from_a_snapshot_in_front_it_is_foreseen()
    {
        string folder = CutBehindAPacket(out ulong cause);
        using JournalRunner inputs = Run(folder, RunStart.Genesis, JournalReadMode.Follow);
        RunTo(inputs, cause);
        Assert.False(inputs.TryNext());
        Assert.Equal((cause, 0ul), (inputs.CauseSequence, inputs.MutedSlots));
        Declare(folder, cause, slot: 1);
        Assert.True(inputs.TryNext());
        Assert.Equal(PoisonNews.TooLate, inputs.Poison);

        using JournalRunner again = Run(folder, RunStart.Newest(cause - 1), JournalReadMode.Follow);
        RunTo(again, cause);
        Declare(folder, cause, slot: 2);
        Assert.True(again.TryNext());
        Assert.Equal(PoisonNews.Foreseen, again.Poison);
        again.Apply();
        Assert.True(again.TryNext());
        Assert.Equal(PoisonNews.TooLate, again.Poison);
    }

    [Fact]
    public void A_declaration_right_behind_where_an_engine_stands_or_about_another_input_is_unknown()
    {
        string folder = CutBehindAPacket(out ulong cause);
        using JournalRunner first = Run(folder, RunStart.Genesis, JournalReadMode.Follow);
        RunTo(first, cause);
        using JournalRunner second = new(folder, first.Engine, JournalReadMode.Follow);
        Declare(folder, cause - 1, slot: 1);
        Declare(folder, cause, slot: 1);
        Assert.True(first.TryNext());
        Assert.Equal(PoisonNews.Unknown, first.Poison);
        Assert.True(second.TryNext());
        second.Pass();
        Assert.True(second.TryNext());
        Assert.Equal(PoisonNews.Unknown, second.Poison);
    }

    [Fact]
    public void An_input_that_is_run_unmuted_calls_the_slot_that_it_poisoned()
    {
        string folder = CutBehindAPacket(out ulong cause);
        Declare(folder, cause, slot: 1);
        using JournalRunner muted = Run(folder, RunStart.Genesis);
        using JournalRunner unmuted = Run(folder, RunStart.Genesis);
        RunTo(muted, cause - 1);
        RunTo(unmuted, cause - 1);
        Assert.True(muted.TryNext() && unmuted.TryNext());
        long before = muted.Engine.Counters.Callbacks;
        Assert.Equal(before, unmuted.Engine.Counters.Callbacks);
        muted.Apply();
        unmuted.ApplyUnmuted();
        Assert.True(muted.Engine.Counters.Callbacks < unmuted.Engine.Counters.Callbacks);
        Assert.Equal((0b1ul, 0ul), (muted.MutedSlots, unmuted.MutedSlots));
    }

    private static JournalRunner Run(string folder, RunStart start, JournalReadMode mode = JournalReadMode.AtRest)
    {
        JournalSession session = new(folder);
        return new JournalRunner(folder, start, session.OptionsOf, session.NewVersions(), mode);
    }

    private static void RunToEnd(JournalRunner inputs)
    {
        while (inputs.TryNext())
        {
            inputs.Apply();
        }
    }

    private static void RunTo(JournalRunner inputs, ulong last)
    {
        while (inputs.LastSequence < last)
        {
            Assert.True(inputs.TryNext());
            inputs.Apply();
        }
    }

    private static Hash256 StateAtEnd(string folder, RunStart start, out ulong? from)
    {
        using JournalRunner inputs = Run(folder, start);
        RunToEnd(inputs);
        from = inputs.Start?.Sequence;
        return EngineSnapshot.HashOf(inputs.Engine);
    }

    private static void Declare(string folder, ulong cause, int slot)
    {
        SlotPoisonedPayload poisoned = new() { Slot = slot, CauseSequence = cause, Reason = Text200.From("by a test") };
        RecordHeader header = new() { Type = RecordType.SlotPoisoned, SourceKind = SourceKind.Driver };
        byte[] buffer = new byte[RecordHeader.Size + Unsafe.SizeOf<SlotPoisonedPayload>()];
        using JournalWriter writer = RecordedDay.NewJournal(folder);
        writer.AppendInput(RecordWriter.Write(buffer, header, in poisoned));
    }

    private string CutBehindAPacket(out ulong cause)
    {
        string folder = day.Copy();
        cause = day.Inputs.Where(input => input.Type == RecordType.MarketData).ElementAt(2_000).Sequence;
        using JournalCut cut = JournalCut.Prepare(folder, cause);
        cut.Execute();
        return folder;
    }

    private string WithSnapshots()
    {
        string folder = day.Copy();
        JournalSession session = new(folder);
        using JournalFollower follower = new(
            folder,
            new FollowerOptions { SnapshotEveryInputs = SnapshotEvery, SnapshotsKept = 100 },
            session.OptionsOf,
            session.NewVersions());
        while (follower.Follow(int.MaxValue) > 0)
        {
        }

        return folder;
    }
}
