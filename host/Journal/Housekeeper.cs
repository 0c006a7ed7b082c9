using Strategies.Journal.Segments;

namespace Strategies.Journal;

/// <summary>
/// The thread that keeps spare segments ready and writes full ones to the disk. Allocates nothing while it runs.
/// </summary>
internal sealed class Housekeeper
{
    private const int PollMs = 1;

    private readonly SegmentSpares _inputs;
    private readonly SegmentSpares _outputs;
    private readonly Thread _thread;
    private bool _stop;

    internal Housekeeper(SegmentSpares inputs, SegmentSpares outputs)
    {
        _inputs = inputs;
        _outputs = outputs;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal-housekeeping" };
        _thread.Start();
    }

    /// <summary>Ends the thread and waits for it.</summary>
    internal void Stop()
    {
        Volatile.Write(ref _stop, true);
        _thread.Join();
    }

    private void Run()
    {
        while (!Volatile.Read(ref _stop))
        {
            if (!(_inputs.Housekeep() | _outputs.Housekeep()))
            {
                Thread.Sleep(PollMs);
            }
        }
    }
}
