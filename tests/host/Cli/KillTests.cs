using Strategies.Backtest.Tests.Support;
using Strategies.Cli.Tests.Support;
using Strategies.Crashes;
using Strategies.Plans;

namespace Strategies.Cli.Tests;

/// <summary>
/// A few kills of the real program; <c>tests/soak</c> has many, over a whole real day. What is left must come back as it
/// stood.
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 6_000;

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_killed_session_comes_back_as_it_stood_from_the_first_input_and_from_every_snapshot()
    {
        CrashCampaign campaign = NewCampaign();
        campaign.PlayReference();
        List<CrashPoint> points = [];
        foreach (KillMoment moment in (KillMoment[])[
            KillMoment.Anywhere, KillMoment.Anywhere, KillMoment.InSwap, KillMoment.InSwap, KillMoment.InSnapshot])
        {
            points.Add(campaign.Kill(moment, points.Count));
            output.WriteLine(points[^1].ToString());
        }

        Assert.All(points, point => Assert.Equal("", point.Problem));
        Assert.Contains(points, point => point.IsInSwap);
        Assert.Contains(points, point => point.Starts > 0);
        Assert.Contains(points, point => point.OpenOrders >= 20);
    }

    private CrashCampaign NewCampaign()
    {
        string sleeper = Packages.Sleeper;
        SessionPlan plan = _session.ShortPlan(
            Rows,
            500,
            new SlotPlan { Name = "maker", Strategy = Packages.MarketMaker },
            new SlotPlan { Name = "ladder", Strategy = Packages.Ladder },
            new SlotPlan { Name = "sleeper", Strategy = sleeper }) with
        {
            Actions = [.. Enumerable.Range(1, 3).Select(index => new ActionPlan
            {
                AtEvent = index * Rows / 4,
                Action = PlanActionKind.Swap,
                Slot = "sleeper",
                Strategy = sleeper,
            })],
        };
        string file = _session.PathOf("plan.json");
        File.WriteAllBytes(file, PlanFile.Write(plan));
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new CrashCampaign(new CrashPlan
        {
            Strat = Strat.Executable,
            PlanFile = file,
            WorkFolder = _session.PathOf("crash"),
            Pace = "2s",
            SnapshotEvery = 800,
            Seed = seed,
        });
    }
}
