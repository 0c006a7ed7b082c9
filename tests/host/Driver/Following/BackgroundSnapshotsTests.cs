using Strategies.Backtest;
using Strategies.Driver.Following;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Session;

namespace Strategies.Driver.Tests.Following;

/// <summary>Snapshots that are written while the follower goes on.</summary>
public sealed class BackgroundSnapshotsTests(RecordedDay day) : IClassFixture<RecordedDay>
{
    private const ulong Every = 1_000;

    [Fact]
    public void One_is_begun_when_it_is_due_and_written_when_it_is_proven_and_the_next_counts_from_there()
    {
        string copy = day.Copy();
        using JournalFollower follower = Follow(copy);
        using BackgroundSnapshots snapshots = Snapshots(follower, copy);
        follower.Follow(999);
        Assert.False(snapshots.Turn());
        follower.Follow(1);
        Assert.False(snapshots.Turn());
        follower.Follow(249);
        Assert.False(snapshots.Turn());
        Assert.True(follower.Proof.IsUnderWay);
        Assert.Null(snapshots.Last);
        follower.Follow(251);
        AwaitNews(snapshots);
        Assert.Equal(1_000UL, snapshots.Last!.Sequence);
        Assert.Equal(1, snapshots.Count);
        follower.Follow(499);
        Assert.False(snapshots.Turn());
        follower.Follow(1);
        snapshots.Turn();
        follower.Follow(250);
        AwaitNews(snapshots);
        Assert.Equal(2_000UL, snapshots.Last.Sequence);
    }

    [Fact]
    public void One_that_cannot_be_written_is_told_and_following_goes_on_to_the_next()
    {
        string copy = day.Copy();
        string folder = new JournalLayout(copy).SnapshotFolder;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.WriteAllText(folder, "in the way");
        using JournalFollower follower = Follow(copy);
        using BackgroundSnapshots snapshots = Snapshots(follower, copy);
        follower.Follow(1_000);
        snapshots.Turn();
        follower.Follow(250);
        AwaitNews(snapshots);
        Assert.IsType<JournalException>(snapshots.Failure);
        Assert.Null(snapshots.Last);
        File.Delete(folder);
        follower.Follow(750);
        snapshots.Turn();
        follower.Follow(250);
        AwaitNews(snapshots);
        Assert.Null(snapshots.Failure);
        Assert.Equal(2_000UL, snapshots.Last!.Sequence);
    }

    private static void AwaitNews(BackgroundSnapshots snapshots) => Patience.Until("a finished snapshot", snapshots.Turn);

    private static BackgroundSnapshots Snapshots(JournalFollower follower, string folder) =>
        new(follower, folder, new FollowerOptions { SnapshotEveryInputs = Every });

    private static JournalFollower Follow(string folder)
    {
        JournalSession session = new(folder);
        return new JournalFollower(folder, new FollowerOptions(), session.OptionsOf, session.NewVersions());
    }
}
