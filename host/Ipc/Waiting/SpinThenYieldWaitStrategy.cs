namespace Strategies.Ipc.Waiting;

/// <summary>Spins for some rounds, then lets other threads run between rounds: for a CPU that is shared.</summary>
/// <param name="spinRounds">Rounds that spin; 0 or more.</param>
public sealed class SpinThenYieldWaitStrategy(int spinRounds = 100) : WaitStrategy
{
    /// <inheritdoc/>
    protected override void Wait(int idleRounds)
    {
        if (idleRounds < spinRounds)
        {
            Thread.SpinWait(1);
        }
        else
        {
            Thread.Yield();
        }
    }
}
