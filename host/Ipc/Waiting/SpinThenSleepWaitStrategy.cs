using Strategies.Ipc.Memory;

namespace Strategies.Ipc.Waiting;

/// <summary>
/// Spins, then yields, then sleeps, longer each time up to a limit: for processes that may be late (archiver, edge).
/// </summary>
/// <param name="spinRounds">Rounds that spin.</param>
/// <param name="yieldRounds">Rounds that yield after those.</param>
/// <param name="sleepMaxNs">Longest sleep in nanoseconds; the kernel adds some 50,000.</param>
public sealed class SpinThenSleepWaitStrategy(
    int spinRounds = 100, int yieldRounds = 100, long sleepMaxNs = 1_000_000) : WaitStrategy
{
    private const long SleepMinNs = 1_000;
    private const int DoublingsMax = 40;

    /// <summary>How long a round without work sleeps, ns; 0 while it spins or yields.</summary>
    /// <param name="idleRounds">Rounds without work before it.</param>
    internal long SleepNsOf(int idleRounds)
    {
        int sleeps = idleRounds - spinRounds - yieldRounds;
        return sleeps < 0 ? 0 : Math.Min(SleepMinNs << Math.Min(sleeps, DoublingsMax), sleepMaxNs);
    }

    /// <inheritdoc/>
    protected override void Wait(int idleRounds)
    {
        long sleepNs = SleepNsOf(idleRounds);
        if (sleepNs > 0)
        {
            MemorySystemCalls.Sleep(sleepNs);
        }
        else if (idleRounds < spinRounds)
        {
            Thread.SpinWait(1);
        }
        else
        {
            Thread.Yield();
        }
    }
}
