using Strategies.Follower.Rehearsing;
using Strategies.Records;

namespace Strategies.Follower.Tests.Rehearsing;

/// <summary>What a rehearsal finds too slow, or too greedy.</summary>
public sealed class RehearsalMeterTests
{
    private const int Slot = 2;
    private const long BudgetNs = 200_000;

    private byte[] _kept = [];

    [Fact]
    public void Nothing_is_said_of_callbacks_within_the_budgets_or_of_other_slots()
    {
        RehearsalMeter meter = new(Slot, BudgetNs, allocationBudgetBytes: 0);
        Call(meter, StrategyCall.OnBook, () => { });
        meter.Enter(1, StrategyCall.OnBook, isNext: false);
        _kept = new byte[100];
        meter.Leave(1);
        Assert.Equal("", meter.Problem);
        Assert.Equal(1, meter.Callbacks);
        Assert.Equal(StrategyCall.None, meter.ActiveCall);
    }

    [Fact]
    public void The_first_callback_that_allocates_is_named_but_for_those_that_may()
    {
        RehearsalMeter meter = new(Slot, timeBudgetNs: -1, allocationBudgetBytes: 0);
        StrategyCall[] free = [StrategyCall.OnStart, StrategyCall.Save, StrategyCall.Restore];
        foreach (StrategyCall call in free)
        {
            Call(meter, call, () => _kept = new byte[100]);
        }

        Assert.Equal("", meter.Problem);
        Assert.Equal(0, meter.AllocatedBytes);
        Call(meter, StrategyCall.OnTimer, () => _kept = new byte[16]);
        Call(meter, StrategyCall.OnBook, () => _kept = new byte[100]);
        Assert.Equal("OnTimer allocated 40 bytes, budget 0", meter.Problem);
        Assert.Equal(40 + 128, meter.AllocatedBytes);
    }

    [Theory]
    [InlineData(StrategyCall.OnStart, 200)]
    [InlineData(StrategyCall.Save, 200)]
    [InlineData(StrategyCall.Restore, 200)]
    [InlineData(StrategyCall.OnBook, 100)]
    public void Those_that_may_have_a_bound_and_so_has_a_slot_that_may_allocate(StrategyCall call, int bound)
    {
        SlotBounds bounds = new() { CallbackBytesMax = 100, StartBytesMax = 200 };
        RehearsalMeter meter = new(Slot, timeBudgetNs: -1, allocationBudgetBytes: -1, bounds);
        Call(meter, call, () => _kept = new byte[bound - 30]);
        Assert.Equal("", meter.Problem);
        Call(meter, call, () => _kept = new byte[bound]);
        Assert.Equal($"{call} allocated {bound + 24 + (8 - bound % 8) % 8} bytes, budget {bound}", meter.Problem);
    }

    [Fact]
    public void Three_slow_callbacks_are_the_machines_and_four_are_the_versions()
    {
        RehearsalMeter meter = new(Slot, BudgetNs, allocationBudgetBytes: -1);
        for (int count = 0; count < 3; count++)
        {
            Call(meter, StrategyCall.OnTrade, () => Spin(2 * BudgetNs));
        }

        Assert.Equal("", meter.Problem);
        Call(meter, StrategyCall.OnBook, () => Spin(10 * BudgetNs));
        Assert.StartsWith(
            "4 of 4 callbacks took longer than the budget of 200000 ns, the longest, OnBook, ", meter.Problem);
        Assert.True(meter.CallbackNsMax >= 10 * BudgetNs);
    }

    [Fact]
    public void Waiting_for_a_processor_is_not_counted()
    {
        RehearsalMeter meter = new(Slot, BudgetNs, allocationBudgetBytes: -1);
        for (int count = 0; count < 5; count++)
        {
            Call(meter, StrategyCall.OnTrade, () => Thread.Sleep(2));
        }

        Assert.Equal("", meter.Problem);
    }

    private static void Call(RehearsalMeter meter, StrategyCall call, Action work)
    {
        meter.Enter(Slot, call, isNext: false);
        work();
        meter.Leave(Slot);
    }

    /// <summary>Turns until the thread has had a processor for so long.</summary>
    private static void Spin(long ns)
    {
        long end = ThreadTime.NowNs + ns;
        while (ThreadTime.NowNs < end)
        {
        }
    }
}
