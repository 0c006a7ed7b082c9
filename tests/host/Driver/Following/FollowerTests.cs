using Strategies.Driver.Following;
using Strategies.Driver.Tests.Support;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Session;

namespace Strategies.Driver.Tests.Following;

/// <summary>The engine that follows.</summary>
public sealed class FollowerTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    [Fact]
    public void It_follows_in_steps_and_takes_a_snapshot_where_it_is_asked_to()
    {
        using JournalFollower follower = Follow(day.Copy(), 0);
        Assert.Equal(700, follower.Follow(700));
        Assert.Equal(700UL, follower.LastSequence);
        SnapshotEntry snapshot = follower.TakeSnapshot();
        Assert.True(snapshot.IsUsable);
        Assert.Equal(700UL, snapshot.Sequence);
        Assert.NotEmpty(snapshot.Info!.Sources);
        Assert.Equal(day.Inputs.Count - 700, follower.Follow(int.MaxValue));
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
        Assert.Throws<SnapshotException>(follower.TakeSnapshot);
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
