namespace Strategies.Ipc.Waiting;

/// <summary>
/// What a polling thread does when there was no work. Called once per round of all rings, never per record. One
/// thread each: it counts the rounds without work.
/// </summary>
public abstract class WaitStrategy
{
    private int _idleRounds;

    /// <summary>To be called after every round.</summary>
    /// <param name="workCount">How much was done in it; more than 0 starts the count anew and does not wait.</param>
    public void Idle(int workCount)
    {
        if (workCount > 0)
        {
            _idleRounds = 0;
            return;
        }

        Wait(_idleRounds);
        // Stays below the end: a process may idle for days.
        _idleRounds = Math.Min(_idleRounds + 1, int.MaxValue - 1);
    }

    /// <summary>Waits as befits.</summary>
    /// <param name="idleRounds">Rounds without work before this one.</param>
    protected abstract void Wait(int idleRounds);
}
