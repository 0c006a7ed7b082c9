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
            long before = AllocatedBytes.Begin();
            for (int round = 0; round < 1000; round++)
            {
                strategy.Idle(0);
            }

            Assert.Equal(0, AllocatedBytes.Since(before));
        }
    }

    [Fact]
    public void Sleeps_begin_after_spinning_and_yielding_double_and_end_at_the_limit()
    {
        SpinThenSleepWaitStrategy strategy = new(spinRounds: 2, yieldRounds: 3, sleepMaxNs: 6_000);
        Assert.Equal(
            [0, 0, 0, 0, 0, 1_000, 2_000, 4_000, 6_000, 6_000], Enumerable.Range(0, 10).Select(strategy.SleepNsOf));
        Assert.Equal(6_000, strategy.SleepNsOf(int.MaxValue));
    }

    [Fact]
    public void A_round_that_sleeps_gives_the_CPU_away()
    {
        const int Sleeps = 20;
        SpinThenSleepWaitStrategy strategy = new(spinRounds: 0, yieldRounds: 0);
        long before = TimesGivenAway();
        for (int round = 0; round < Sleeps; round++)
        {
            strategy.Idle(0);
        }

        // A short sleep may be over before the kernel has let go of the thread.
        Assert.InRange(TimesGivenAway() - before, Sleeps / 2, long.MaxValue);
    }

    /// <summary>How often the calling thread has waited, as the kernel counts.</summary>
    private static long TimesGivenAway() => long.Parse(
        File.ReadLines("/proc/thread-self/status")
            .Single(line => line.StartsWith("voluntary_ctxt_switches:", StringComparison.Ordinal)).Split(':')[1],
        System.Globalization.CultureInfo.InvariantCulture);

    private sealed class Recorder : WaitStrategy
    {
        internal List<int> Rounds { get; } = [];

        protected override void Wait(int idleRounds) => Rounds.Add(idleRounds);
    }
}
