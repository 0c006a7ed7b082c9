using Strategies.Driver.Following;
using Strategies.Driver.Replay;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Session;

namespace Strategies.Driver.Tests.Following;

/// <summary>States that are proven before they become snapshots.</summary>
public sealed class StateProofTests(AgeingDay day) : IClassFixture<AgeingDay>
{
    [Fact]
    public void A_state_that_goes_another_way_when_it_is_restored_becomes_no_snapshot_and_the_field_is_named()
    {
        string folder = day.Copy();
        ulong every = day.FirstOrder() + 100;
        using JournalFollower follower = Follow(folder, every);
        follower.Follow(int.MaxValue);
        Assert.Equal(0, follower.SnapshotCount);
        StateDifference found = Assert.IsType<StateDifference>(follower.Forgotten);
        Assert.Equal(("ageing", 2, every), (found.Slot, found.SlotNumber, found.SavedAt));
        Assert.InRange(found.AtSequence, every + 1, every + 100);
        Assert.Contains("_age (run: ", found.Fields, StringComparison.Ordinal);
        Assert.Contains("; restored: 0)", found.Fields, StringComparison.Ordinal);
        Assert.Contains("slot 'ageing', version ", found.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"forgets something, most likely {found.Fields}", found.ToString(), StringComparison.Ordinal);
        Assert.Null(follower.Difference);
        Assert.Empty(new SnapshotStore(new JournalLayout(folder)).List());
    }

    [Fact]
    public void What_is_forgotten_and_changes_nothing_on_the_way_is_not_seen()
    {
        using JournalFollower follower = Follow(day.Copy(), 800);
        follower.Follow((int)day.FirstOrder() - 100);
        Assert.True(follower.SnapshotCount > 0);
        Assert.Null(follower.Forgotten);
    }

    [Fact]
    public void A_follower_that_begins_with_a_lossy_snapshot_finds_it_and_begins_before_it()
    {
        string folder = day.Copy();
        string name = AgeingDay.Snapshot(folder, day.FirstOrder() - 200).Name;
        using JournalFollower follower = Follow(folder, every: 0);
        while (follower.Follow(1_000) > 0)
        {
        }

        Assert.Null(follower.Difference);
        Assert.Null(follower.Start);
        Assert.Equal(1, follower.Restarts);
        Assert.Equal(("ageing", name), (Assert.Single(follower.Lossy).Slot, follower.Lossy[0].Name));
        Assert.Equal(JournalReader.LastInputOf(folder), follower.LastSequence);
        follower.SetAsideLossy();
        Assert.Empty(new SnapshotStore(new JournalLayout(folder)).List());
    }

    private static JournalFollower Follow(string folder, ulong every)
    {
        JournalSession session = new(folder);
        return new JournalFollower(
            folder, new FollowerOptions { SnapshotEveryInputs = every }, session.OptionsOf, session.NewVersions());
    }
}
