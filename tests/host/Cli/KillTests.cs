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
    private const int KillsMax = 40;

    private static readonly KillMoment[] Moments =
        [KillMoment.Anywhere, KillMoment.InSwap, KillMoment.InSnapshot, KillMoment.Anywhere, KillMoment.InSwap];

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_killed_session_comes_back_as_it_stood_from_the_first_input_and_from_every_snapshot()
    {
        CrashCampaign campaign = NewCampaign();
        campaign.PlayReference();
        List<CrashPoint> points = [];
        while (points.Count < Moments.Length || !HaveMetAll(points))
        {
            Assert.True(points.Count < KillsMax, $"{KillsMax} kills did not meet what is to be met");
            points.Add(campaign.Kill(Moments[points.Count % Moments.Length], points.Count));
            output.WriteLine(points[^1].ToString());
            Assert.Equal("", points[^1].Problem);
        }
    }

    /// <summary>When a kill comes is up to the machine too: there are more until each kind of place was met.</summary>
    private static bool HaveMetAll(List<CrashPoint> points) =>
        points.Exists(point => point.IsInSwap)
        && points.Exists(point => point.Starts > 0)
        && points.Exists(point => point.OpenOrders >= 20);

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
        int seed = TestSeed.Value;
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
