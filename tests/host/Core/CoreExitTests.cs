using Strategies.Cell.Processes;

namespace Strategies.Core.Tests;

/// <summary>Which end of a core makes its strategy suspect.</summary>
public sealed class CoreExitTests
{
    [Theory]
    [InlineData(3, "", 3)]
    [InlineData(3, "signal 11", 3)]
    [InlineData(3, "signal 6", 3)]
    [InlineData(3, "the watchdog ended it after 1000 ms of silence", 3)]
    [InlineData(3, "signal 9", 0)]
    [InlineData(0, "signal 11", 0)]
    [InlineData(-1, "signal 11", 0)]
    [InlineData(65, "signal 11", 0)]
    [InlineData(64, "signal 11", 64)]
    public void A_strategy_is_to_blame_when_it_ran_and_nobody_else_ended_the_process(int active, string how, int poisoned) =>
        Assert.Equal(poisoned, new CoreExit(active, how).PoisonedSlot);

    [Fact]
    public void The_reason_says_what_the_supervisor_saw()
    {
        Assert.Equal("the process ended while the slot's strategy ran", new CoreExit(1, "").Reason);
        Assert.EndsWith(": signal 11", new CoreExit(1, "signal 11").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slot_that_ran_stands_in_the_counters_that_were_left()
    {
        long[] previous = new long[Enum.GetValues<CoreCounter>().Length];
        previous[(int)CoreCounter.ActiveSlot] = 5;
        Assert.Equal(5, CoreExit.Of(previous).ActiveSlot);
    }
}
