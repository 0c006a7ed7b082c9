using Strategies.Backtest;
using Strategies.Driver.Replay;
using Strategies.Session.Results;
using Strategies.Swaps.Checks;
using Strategies.Swaps.Days;
using Strategies.Swaps.Pauses;
using Strategies.Swaps.Tests.Support;
using Strategies.Swaps.Versions;

namespace Strategies.Swaps.Tests;

/// <summary>The long runs of <c>tests/soak</c> in small: twelve versions on an artificial day.</summary>
public sealed class SwapProofTests
{
    private const int Swaps = 12;

    [Theory]
    [InlineData(64)]
    [InlineData(4_096)]
    [InlineData(262_144)]
    public void Twelve_different_versions_take_over_from_one_another_and_nothing_is_lost(int stateBytes)
    {
        using SmallSwapDay small = new(Swaps, stateBytes);
        SessionResult result = small.PlaySwaps(
            new BacktestOptions { Pace = TimeSpan.FromSeconds(10), MeasureGaps = true });
        foreach (SwapCheck check in SwapChecks.Of(result, SmallSwapDay.Survey(result), small.Plain, Swaps))
        {
            Assert.True(check.IsHeld, check.ToString());
            TestContext.Current.SendDiagnosticMessage("{0}", check);
        }

        Assert.Equal(Swaps + 1, result.Swaps.SelectMany(swap => new[] { swap.FromHash, swap.ToHash }).Distinct().Count());
        Assert.All(result.Swaps, (swap, index) => Assert.Equal(stateBytes + (index % 2 == 0 ? 0 : 20), swap.StateBytes));
        ReplayResult replay = JournalReplay.Run(result.JournalDir);
        Assert.True(replay.IsMatch, replay.Difference?.ToString());
        Assert.Equal(result.Outputs, replay.Outputs);

        PauseJudgement pauses = PauseJudgement.Of(result, SmallSwapDay.Seed);
        Assert.Contains("12 swaps", pauses.Obstacle);
        Assert.Equal(Swaps, pauses.Swaps.Count);
        Assert.True(pauses.Swaps.At(0.5) >= pauses.Pauses.At(0), "the gap around a swap contains the swap");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{stateBytes} B: around swaps {pauses.Swaps}; around controls (seed {pauses.Seed}) {pauses.Controls}; "
            + $"swap step {pauses.Pauses}");
    }

    /// <summary>64 prepared versions may lie ready, and a journal's header has room for some 50 hashes.</summary>
    [Fact]
    public void More_versions_than_may_lie_ready_are_prepared_in_turn()
    {
        const int Many = 66;
        using SmallSwapDay small = new(Many, 64, rows: 40_000);
        SessionResult result = small.PlaySwaps();
        Assert.All(
            SwapChecks.Of(result, SmallSwapDay.Survey(result), small.Plain, Many),
            check => Assert.True(check.IsHeld, check.ToString()));
    }

    [Theory]
    [InlineData(VersionDefect.LosesAnEvent, "no event is lost")]
    [InlineData(VersionDefect.SpoilsTheBlock, "no event is lost")]
    [InlineData(VersionDefect.SpoilsTheSeal, "every swap is committed")]
    [InlineData(VersionDefect.TradesDifferently, "what is sent is what a day without swaps sends")]
    public void A_version_with_a_defect_is_found(VersionDefect defect, string brokenCheck)
    {
        using SmallSwapDay small = new(4, 64, number => number == 2 ? defect : VersionDefect.None);
        SessionResult result = small.PlaySwaps();
        IReadOnlyList<SwapCheck> checks = SwapChecks.Of(result, SmallSwapDay.Survey(result), small.Plain, 4);
        Assert.Contains(checks, check => check.Name == brokenCheck && !check.IsHeld);
    }
}
