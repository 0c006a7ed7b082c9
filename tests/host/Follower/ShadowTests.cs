using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Driver.Tests.Support;
using Strategies.Follower.Tests.Support;
using Strategies.Records;

namespace Strategies.Follower.Tests;

/// <summary>Versions that run beside the live ones.</summary>
[Collection(PlayedDay.Name)]
public sealed class ShadowTests(RecordedDay day)
{
    private const int Ladder = 1;
    private const int Throwing = 2;
    private const int Inputs = 2_000;

    [Fact]
    public void A_shadow_counts_the_orders_it_would_have_sent_until_it_is_stopped()
    {
        using FollowedCell cell = Begin();
        using EdgeRings edge = new(cell);
        using RunningFollower follower = new(cell);
        follower.AwaitSequence(Inputs);
        Hash256 version = cell.Compile("quiet", CandidateSource.OnBook(""));
        RehearsalVerdict started = edge.Run(RehearsalAction.StartShadow, Ladder, version);
        Assert.True(started.IsGood == 1, started.Reason.ToString());
        Assert.Equal(1, follower[FollowerCounter.Shadows]);
        RehearsalVerdict second = edge.Run(RehearsalAction.StartShadow, Ladder, version);
        Assert.Equal("slot 1 has a shadow already: stop it first", second.Reason.ToString());
        cell.Drive(10_000);
        follower.AwaitSequence(cell.LastSequence);
        follower.Await(() => follower[FollowerCounter.ShadowOrders] > 5, "orders of the shadow");
        RehearsalVerdict stopped = edge.Run(RehearsalAction.StopShadow, Ladder, version);
        Assert.Equal(1, stopped.IsGood);
        Assert.True(stopped.Callbacks > 1_000, $"{stopped.Callbacks} callbacks");
        Assert.Equal(0, follower[FollowerCounter.Shadows]);
        Assert.True(follower[FollowerCounter.ShadowOrders] > 5);
        Assert.Contains("shadow of slot", File.ReadAllText(cell.Log));
    }

    [Fact]
    public void A_shadow_that_throws_is_out_and_the_follower_and_another_shadow_go_on()
    {
        using FollowedCell cell = Begin();
        using EdgeRings edge = new(cell);
        using RunningFollower follower = new(cell);
        follower.AwaitSequence(Inputs);
        Hash256 quiet = cell.Store(Packages.LadderV2);
        string source =
            CandidateSource.OnBook("if (_books == 200) throw new InvalidOperationException(\"in the shadow\");");
        Hash256 throwing = cell.Compile("throwing", source);
        Assert.Equal(1, edge.Run(RehearsalAction.StartShadow, Ladder, quiet).IsGood);
        Assert.Equal(1, edge.Run(RehearsalAction.StartShadow, Throwing, throwing).IsGood);
        Assert.Equal(2, follower[FollowerCounter.Shadows]);
        cell.Drive(10_000);
        follower.AwaitSequence(cell.LastSequence);
        follower.Await(() => follower[FollowerCounter.Shadows] == 1, "the end of one shadow");
        Assert.Contains("in the shadow", File.ReadAllText(cell.Log));
        RehearsalVerdict refused = edge.Run(RehearsalAction.StartShadow, 3, quiet);
        Assert.Equal("there is no slot 3, the day has 2", refused.Reason.ToString());
        Assert.Null(follower.Failure);
    }

    [Fact]
    public void A_follower_that_starts_again_says_that_its_predecessors_shadows_are_gone()
    {
        using FollowedCell cell = Begin();
        using EdgeRings edge = new(cell);
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
            RunningFollower.ProgramFile, ["follower", "--cell", cell.Setup.File]);
        Hash256 version = cell.Store(Packages.LadderV2);
        RehearsalVerdict started = edge.Run(RehearsalAction.StartShadow, Ladder, version);
        Assert.True(started.IsGood == 1, started.Reason.ToString());
        process.Kill();
        process.WaitForExit();
        using RunningFollower second = new(cell);
        second.AwaitSequence(Inputs);
        Assert.Equal(0, second[FollowerCounter.Shadows]);
        Assert.Contains("shadows ended with the follower before", File.ReadAllText(cell.Log));
    }

    private FollowedCell Begin()
    {
        FollowedCell cell = new(day);
        cell.BeginJournal();
        cell.Drive(Inputs);
        return cell;
    }
}
