using System.Diagnostics;
using Strategies.Ipc.Waiting;

namespace Strategies.Ipc.Tests.Waiting;

public sealed class WaitStrategyTests
{
    [Fact]
    public void Rounds_without_work_are_counted_anew_after_work()
    {
        Recorder recorder = new();
        foreach (int work in (int[])[0, 0, 0, 5, 0, 0, -1, 1, 0])
        {
            recorder.Idle(work);
        }

        Assert.Equal([0, 1, 2, 0, 1, 2, 0], recorder.Rounds);
    }

    [Fact]
    public void Spinning_and_yielding_never_sleep_and_allocate_nothing()
    {
        WaitStrategy[] strategies = [new BusySpinWaitStrategy(), new SpinThenYieldWaitStrategy(10)];
        foreach (WaitStrategy strategy in strategies)
        {
            strategy.Idle(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int round = 0; round < 1000; round++)
            {
                strategy.Idle(0);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Sleeps_begin_after_spinning_and_yielding_double_and_end_at_the_limit()
    {
        SpinThenSleepWaitStrategy strategy = new(spinRounds: 3, yieldRounds: 3, sleepMaxNs: 4_000_000);
        for (int round = 0; round < 6 + 12; round++)
        {
            strategy.Idle(0);
        }

        long start = Stopwatch.GetTimestamp();
        strategy.Idle(0);
        Assert.True(Stopwatch.GetElapsedTime(start).TotalMilliseconds >= 3.9, "it did not sleep as long as it may");
    }

    private sealed class Recorder : WaitStrategy
    {
        internal List<int> Rounds { get; } = [];

        protected override void Wait(int idleRounds) => Rounds.Add(idleRounds);
    }
}
