using System.Runtime.InteropServices;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Recovery;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Driver.Tests.Recovery;

/// <summary>Recoveries that find snapshots which do not hold all of a strategy's state.</summary>
public sealed class LossyRecoveryTests(AgeingDay day) : IClassFixture<AgeingDay>
{
    [Fact]
    public void Snapshots_from_which_another_output_comes_are_given_up_one_after_the_other_and_the_first_input_gives_the_state()
    {
        string folder = day.Copy();
        string old = AgeingDay.Snapshot(folder, 500).Name;
        string late = AgeingDay.Snapshot(folder, day.FirstOrder() - 200).Name;
        RecoveredEngine recovered = Recover(folder);
        Assert.Null(recovered.Difference);
        Assert.Null(recovered.Start);
        Assert.Equal([late, old], recovered.Lossy.Select(lossy => lossy.Name));
        Assert.All(recovered.Lossy, lossy =>
        {
            Assert.Equal(("ageing", recovered.Engine.PackageOf(2), 2), (lossy.Slot, lossy.PackageHash, lossy.Difference.Slot));
            Assert.Equal(day.FirstOrder(), lossy.Difference.Cause);
            Assert.Contains("slot 'ageing' (version ", lossy.ToString(), StringComparison.Ordinal);
            Assert.Contains(lossy.PackageHash.ToString(), lossy.ToString(), StringComparison.Ordinal);
        });

        // What was given up is no snapshot any more: the next recovery does not try it again.
        Assert.Empty(new SnapshotStore(new JournalLayout(folder)).List());
        Assert.True(File.Exists(Path.Combine(new JournalLayout(folder).SnapshotFolder, late + ".wrong")));
        Assert.Empty(Recover(folder).Lossy);
        RecoveredEngine genesis = Run(folder, new RecoveryOptions { FromGenesis = true });
        Assert.Null(genesis.Difference);
        Assert.Equal(genesis.StateHash(), recovered.StateHash());
        JournalSession session = new(folder);
        Assert.Null(ReplayRunner.Run(folder, session.OptionsOf, session.NewVersions(), progress: null).Difference);
    }

    [Fact]
    public void An_earlier_snapshot_that_lacks_nothing_is_begun_with()
    {
        string folder = day.Copy();
        SnapshotEntry whole = AgeingDay.Snapshot(folder, day.FirstPacket() - 1);
        SnapshotEntry late = AgeingDay.Snapshot(folder, day.FirstOrder() - 1);
        RecoveredEngine recovered = Recover(folder);
        Assert.Null(recovered.Difference);
        Assert.Equal(whole.Sequence, recovered.Start!.Sequence);
        Assert.Equal(late.Name, Assert.Single(recovered.Lossy).Name);
        Assert.Equal(whole.Name, Assert.Single(new SnapshotStore(new JournalLayout(folder)).List()).Name);
    }

    [Fact]
    public void Who_only_looks_sets_nothing_aside_and_who_names_a_snapshot_sees_what_it_lacks()
    {
        string folder = day.Copy();
        string late = AgeingDay.Snapshot(folder, day.FirstOrder() - 200).Name;
        Assert.Equal(late, Assert.Single(Run(folder, new RecoveryOptions()).Lossy).Name);
        Assert.True(Assert.Single(new SnapshotStore(new JournalLayout(folder)).List()).IsUsable);
        RecoveredEngine named = Run(folder, new RecoveryOptions { Snapshot = late });
        Assert.Equal((2, day.FirstOrder()), (named.Difference!.Slot, named.Difference.Cause));
        Assert.Empty(named.Lossy);
    }

    [Fact]
    public void A_difference_that_the_first_input_gives_too_is_no_snapshots_fault()
    {
        string folder = day.Copy();
        AgeingDay.Snapshot(folder, 500);
        JournalRecord order = JournalRecord.Outputs(folder).First(
            output => output.Type == RecordType.NewOrderSingle && output.Sequence > 1_000);
        RecordPlace.Find(folder, isInput: false, order)
            .Forge(RecordHeader.Size + (int)Marshal.OffsetOf<OrderPayload>(nameof(OrderPayload.Price)));
        RecoveredEngine recovered = Recover(folder);
        Assert.Equal((order.Sequence, nameof(OrderPayload.Price)), (recovered.Difference!.Cause, recovered.Difference.Field));
        Assert.Empty(recovered.Lossy);
        Assert.Single(new SnapshotStore(new JournalLayout(folder)).List());
    }

    [Fact]
    public void Outputs_that_the_journal_lacks_in_front_of_the_last_input_are_not_appended_behind_a_snapshot()
    {
        string folder = day.Copy();
        ulong first = day.FirstOrder();
        AgeingDay.Snapshot(folder, 500);
        // As if the killed core had never sent that order and what came behind it, though no kill explains that; nor does anything
        // say up to where the journal was on the disk.
        File.Delete(new JournalLayout(folder).DurableFile);
        RecordPlace place = RecordPlace.Find(
            folder, isInput: false, JournalRecord.Outputs(folder).First(output => output.Sequence >= first - 100));
        byte[] bytes = File.ReadAllBytes(place.File);
        bytes.AsSpan((int)place.Offset).Clear();
        File.WriteAllBytes(place.File, bytes);
        RecoveredEngine recovered = Recover(folder);
        Assert.Null(recovered.Difference);
        Assert.Null(recovered.Start);
        // It was the journal that lacked them: nobody's Save is blamed.
        Assert.Empty(recovered.Lossy);
        Assert.NotEmpty(recovered.OutputsMissing);
    }

    private static RecoveredEngine Recover(string folder)
    {
        using JournalWriter writer = RecordedDay.NewJournal(folder);
        JournalSession session = new(folder);
        return new EngineRecovery(folder, session.OptionsOf, session.NewVersions()).Run(new RecoveryOptions(), writer);
    }

    private static RecoveredEngine Run(string folder, RecoveryOptions options)
    {
        JournalSession session = new(folder);
        return new EngineRecovery(folder, session.OptionsOf, session.NewVersions()).Run(options, writer: null);
    }
}
