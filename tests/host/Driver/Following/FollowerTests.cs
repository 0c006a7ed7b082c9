using System.Runtime.InteropServices;
using Strategies.Backtest.Tests.Support;
using Strategies.Driver.Following;
using Strategies.Driver.Tests.Support;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.Journal.Snapshots;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Driver.Tests.Following;

/// <summary>The engine that follows.</summary>
public sealed class FollowerTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    [Fact]
    public void It_follows_in_steps_and_a_snapshot_is_written_when_its_state_is_proven()
    {
        string copy = day.Copy();
        using JournalFollower follower = Follow(copy, 600);
        Assert.Equal(700, follower.Follow(700));
        Assert.Equal(700UL, follower.LastSequence);
        Assert.Empty(new SnapshotStore(new JournalLayout(copy)).List());
        Assert.Equal(51, follower.Follow(51));
        SnapshotEntry snapshot = Assert.Single(new SnapshotStore(new JournalLayout(copy)).List());
        Assert.True(snapshot.IsUsable);
        Assert.Equal(600UL, snapshot.Sequence);
        Assert.NotEmpty(snapshot.Info!.Sources);
        Assert.Equal(150L, follower.Proof.InputsRun);
        Assert.Equal(day.Inputs.Count - 751, follower.Follow(int.MaxValue));
        Assert.Equal(0, follower.Follow(10));
    }

    [Fact]
    public void One_that_starts_again_goes_on_from_the_newest_snapshot()
    {
        string copy = day.Copy();
        using (JournalFollower first = Follow(copy, 1_000))
        {
            first.Follow(2_500);
            Assert.Equal(2, first.SnapshotCount);
        }

        using JournalFollower second = Follow(copy, 1_000);
        Assert.Equal(1, second.Follow(1));
        Assert.Equal(2_001UL, second.LastSequence);
    }

    [Fact]
    public void Only_the_newest_snapshots_are_kept()
    {
        string copy = day.Copy();
        JournalSession session = new(copy);
        using JournalFollower follower = new(
            copy,
            new FollowerOptions { SnapshotEveryInputs = 500, SnapshotsKept = 2 },
            session.OptionsOf,
            session.NewVersions());
        follower.Follow(int.MaxValue);
        Assert.True(follower.SnapshotCount > 2);
        Assert.Equal(2, new SnapshotStore(new JournalLayout(copy)).List().Count);
    }

    [Fact]
    public void Before_the_first_input_there_is_nothing_to_take_a_snapshot_of()
    {
        using JournalFollower follower = Follow(day.Copy(), 0);
        Assert.Throws<SnapshotException>(() => follower.Capture(new MemoryStream()));
    }

    [Fact]
    public void An_output_that_comes_out_otherwise_is_found_at_once_and_the_state_behind_it_is_nobodys()
    {
        string copy = day.Copy();
        JournalRecord order = day.Outputs.First(output => output.Header.Type == RecordType.NewOrderSingle && output.Header.Sequence > 1_200);
        RecordPlace.Find(copy, isInput: false, order).Forge(RecordHeader.Size + (int)Marshal.OffsetOf<OrderPayload>(nameof(OrderPayload.Price)));
        using JournalFollower follower = Follow(copy, 500);
        follower.Follow((int)order.Header.Sequence);
        Assert.Null(follower.Difference);
        Assert.Equal(2, follower.SnapshotCount);

        // The next input is in the journal: now all outputs of this one are, too.
        follower.Follow(1);
        OutputDifference difference = follower.Difference!;
        Assert.Equal((order.Header.Sequence, nameof(OrderPayload.Price)), (difference.Cause, difference.Field));
        Assert.Equal(RecordWriter.Payload<OrderPayload>(order.Bytes).Slot, difference.Slot);
        Assert.Contains($"of slot {difference.Slot})", difference.ToString(), StringComparison.Ordinal);
        Assert.False(follower.CanSnapshot);
        Assert.Contains("is not the journal's", Assert.Throws<SnapshotException>(() => follower.Capture(new MemoryStream())).Message, StringComparison.Ordinal);
        Assert.Contains("is not the journal's", Assert.Throws<SnapshotException>(() => follower.Copy(new JournalSession(copy).NewVersions())).Message, StringComparison.Ordinal);

        // It runs on, for whoever looks at how far it is; nothing is saved any more.
        follower.Follow(int.MaxValue);
        Assert.Equal((ulong)day.Inputs.Count, follower.LastSequence);
        Assert.Equal(2, follower.SnapshotCount);
        Assert.All(new SnapshotStore(new JournalLayout(copy)).List(), snapshot => Assert.True(snapshot.Sequence < order.Header.Sequence));
    }

    [Fact]
    public void What_a_killed_writer_had_not_appended_is_waited_for()
    {
        string copy = day.Copy();
        JournalRecord last = day.Outputs.Last(output => output.Header.Sequence < (ulong)day.Inputs.Count - 10);
        RecordPlace place = RecordPlace.Find(copy, isInput: false, last);
        byte[] whole = File.ReadAllBytes(place.File);
        using (FileStream file = File.OpenWrite(place.File))
        {
            file.Position = place.Offset;
            file.Write(new byte[whole.Length - place.Offset]);
        }

        using JournalFollower follower = Follow(copy, 0);
        follower.Follow(int.MaxValue);
        Assert.Equal(last.Header.Sequence, follower.LastSequence);
        Assert.Equal(0, follower.Follow(10));
        Assert.False(follower.IsSettled);
        using (FileStream file = File.OpenWrite(place.File))
        {
            // As a writer does: the record's first word last.
            file.Position = place.Offset + sizeof(long);
            file.Write(whole.AsSpan((int)place.Offset + sizeof(long)));
            file.Flush();
            file.Position = place.Offset;
            file.Write(whole.AsSpan((int)place.Offset, sizeof(long)));
        }

        follower.Follow(int.MaxValue);
        Assert.Equal((ulong)day.Inputs.Count, follower.LastSequence);
        Assert.Null(follower.Difference);
    }

    [Fact]
    public void What_ends_the_thread_is_kept_for_whoever_stops_it()
    {
        string copy = day.Copy();
        foreach (string package in Directory.GetDirectories(new JournalLayout(copy).StoreFolder))
        {
            Directory.Delete(package, recursive: true);
        }

        FollowerThread thread = new(Follow(copy, 0));
        thread.Stop();
        Assert.IsType<JournalException>(thread.Failure);
        Assert.True(thread.LastSequence < (ulong)day.Inputs.Count);
    }

    private static JournalFollower Follow(string folder, ulong every)
    {
        JournalSession session = new(folder);
        return new JournalFollower(
            folder, new FollowerOptions { SnapshotEveryInputs = every }, session.OptionsOf, session.NewVersions());
    }
}
