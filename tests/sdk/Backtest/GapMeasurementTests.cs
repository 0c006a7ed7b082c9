using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>What is measured of the hot loop besides the day itself.</summary>
public sealed class GapMeasurementTests : IDisposable
{
    private const int Rows = 6_000;
    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Gaps_are_measured_only_when_asked_for() => Assert.Null(_session.Play(Plan()).Gaps);

    [Fact]
    public void The_gap_around_a_swap_contains_its_pause_and_measuring_allocates_nothing()
    {
        SessionResult result = _session.Play(
            Plan(), new BacktestOptions { MeasureGaps = true, Pace = TimeSpan.FromSeconds(4) });
        SwapReport swap = Assert.Single(result.Swaps);
        Assert.True(result.Gaps!.TryGetLargestNs(swap.StartTimestamp, 1_000_000, out long gapNs));
        Assert.True(gapNs >= swap.PauseNs, $"the gap is {gapNs} ns, the swap took {swap.PauseNs}");
        Assert.False(result.Gaps.IsOverrun);
        Assert.Equal(0, result.HotThreadAllocatedBytes);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void Nothing_is_compiled_on_the_hot_thread_after_a_swap_that_was_prepared()
    {
        SessionResult result = _session.Play(Plan());
        Assert.Equal(0, Assert.Single(result.Swaps).CompiledMethods);
    }

    [Fact]
    public void A_swap_that_never_comes_has_no_count_of_compiled_methods()
    {
        SessionPlan never = Plan();
        SessionResult result = _session.Play(
            never with { Actions = [never.Actions[0] with { MinWorkingOrders = 1_000 }] });
        Assert.Equal(-1, Assert.Single(result.Swaps).CompiledMethods);
    }

    private SessionPlan Plan() =>
        _session.ShortPlan(Rows, 500, new SlotPlan { Name = "ladder", Strategy = Packages.Ladder }) with
        {
            Actions =
            [
                new ActionPlan
                {
                    AtEvent = 2_000, Action = PlanActionKind.Swap, Slot = "ladder", Strategy = Packages.LadderV2, MinWorkingOrders = 20,
                },
            ],
        };
}
