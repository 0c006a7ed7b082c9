using Strategies.Journal.Segments;

namespace Strategies.Journal;

/// <summary>
/// The thread that keeps spare segments ready and writes full ones to the disk. Allocates nothing while it runs.
/// </summary>
internal sealed class Housekeeper
{
    private const int PollMs = 1;
    private const int Idle = 0;
    private const int Working = 1;
    private const int Stopped = 2;

    private readonly SegmentStream _inputs;
    private readonly SegmentStream _outputs;
    private int _state;

    internal Housekeeper(SegmentStream inputs, SegmentStream outputs, Action? begins)
    {
        _inputs = inputs;
        _outputs = outputs;
        new Thread(() => Run(begins)) { IsBackground = true, Name = "journal-housekeeping" }.Start();
    }

    /// <summary>
    /// Ends the work, and waits for the round that is under way if there is one. A thread that sleeps is not waited for: it
    /// finds out by itself.
    /// </summary>
    internal void Stop()
    {
        SpinWait spin = default;
        while (Interlocked.CompareExchange(ref _state, Stopped, Idle) == Working)
        {
            spin.SpinOnce();
        }
    }

    private void Run(Action? begins)
    {
        begins?.Invoke();
        while (Interlocked.CompareExchange(ref _state, Working, Idle) == Idle)
        {
            // Not ||: each of the two gets its round.
            bool hasWorked = _inputs.Housekeep() | _outputs.Housekeep();
            // A plain store cannot undo a stop: nobody else changes the state while it is Working.
            Volatile.Write(ref _state, Idle);
            if (!hasWorked)
            {
                Thread.Sleep(PollMs);
            }
        }
    }
}
