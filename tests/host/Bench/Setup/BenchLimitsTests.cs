using System.Diagnostics;
using Strategies.Bench.Phases;
using Strategies.Bench.Setup;
using Strategies.Bench.Tests.Support;
using Strategies.Risk;

namespace Strategies.Bench.Tests.Setup;

public sealed class BenchLimitsTests
{
    [Fact]
    public void Every_control_is_set_at_every_scope_that_can_set_it()
    {
        LimitEntry[] entries = BenchPlan.Make().Limits;
        foreach (RiskControl control in Enum.GetValues<RiskControl>().Where(control => control != RiskControl.None))
        {
            foreach (RiskScope scope in Enum.GetValues<RiskScope>().Where(scope => scope != RiskScope.None))
            {
                int holders = scope is RiskScope.Strategy or RiskScope.Account ? BenchOptions.Slots : 1;
                int expected = control == RiskControl.MessagesPerSecond && scope == RiskScope.Order ? 0 : holders;
                Assert.Equal(
                    expected,
                    entries.Count(entry => entry.Control == control && entry.Scope == scope && entry.Instrument == 0));
            }
        }
    }

    [Fact]
    public void The_gate_takes_the_table_and_accepts_every_order_of_its_phase()
    {
        GatePhase phase = new(BenchPlan.Make(), seed: 1);

        long started = Stopwatch.GetTimestamp();
        phase.Run(1 << 15);
        TimeSpan whole = Stopwatch.GetElapsedTime(started);

        Assert.Equal(0, phase.Refused);
        Times.MustRise(phase.Gate.Batches, whole);
        Times.MustRise(phase.Gate.Singles, whole);
    }
}
