namespace Strategies.Ipc.Waiting;

/// <summary>Never gives the CPU away: for a thread with a CPU of its own, the core's. No system call.</summary>
public sealed class BusySpinWaitStrategy : WaitStrategy
{
    /// <inheritdoc/>
    protected override void Wait(int idleRounds) => Thread.SpinWait(1);
}
