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

    /// <inheritdoc/>
    protected override void Wait(int idleRounds)
    {
        if (idleRounds < spinRounds)
        {
            Thread.SpinWait(1);
        }
        else if (idleRounds - spinRounds < yieldRounds)
        {
            Thread.Yield();
        }
        else
        {
            // 1,000 ns shifted by 40 still fit 64 bits; the shift itself would wrap at 64.
            int doublings = Math.Min(idleRounds - spinRounds - yieldRounds, DoublingsMax);
            MemorySystemCalls.Sleep(Math.Min(SleepMinNs << doublings, sleepMaxNs));
        }
    }
}
