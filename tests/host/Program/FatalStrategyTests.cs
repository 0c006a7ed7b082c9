using Strategies.Cells.Checking;
using Strategies.Cells.Killing;

namespace Strategies.Program.Tests;

/// <summary>Strategies that end the core: they are taken out, and the others trade on.</summary>
public sealed class FatalStrategyTests(ITestOutputHelper output)
{
    [Fact]
    public void A_loop_an_overflow_and_a_hoard_cost_their_slots_and_nobody_elses()
    {
        (IReadOnlyList<FatalFigures> figures, DayResult result) = new FatalDay(output.WriteLine, watchdogMs: 4_000).Play();
        Assert.Empty(result.Problems);
        Assert.NotEmpty(figures); // On a slow machine two may come so close together that one is not seen alone.
        Assert.Equal(["fatal1", "fatal2", "fatal3"], result.Quarantined.Select(line => line.Split(':')[0]));
        Assert.All(result.Quarantined, line => Assert.Contains("the process ended while the slot's strategy ran", line));
        Assert.InRange(figures[0].BlockedMs, 200, double.MaxValue);
    }
}
