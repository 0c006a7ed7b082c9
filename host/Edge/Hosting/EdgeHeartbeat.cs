using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Edge.Hosting;

/// <summary>The edge's sign of life and its counters, on a thread that does nothing else.</summary>
internal sealed class EdgeHeartbeat : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(4);

    private readonly Heartbeat _heartbeat;
    private readonly CellCounters<EdgeCounter> _counters;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private volatile EdgeServices? _parts;

    internal EdgeHeartbeat(Heartbeat heartbeat, CellCounters<EdgeCounter> counters)
    {
        _heartbeat = heartbeat;
        _counters = counters;
        _thread = new Thread(Run) { IsBackground = true, Name = "pulse", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Tells from now on what the edge counts.</summary>
    internal void Watch(EdgeServices parts) => _parts = parts;

    /// <summary>Ends the beating.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        do
        {
            _heartbeat.Beat(MonotonicClock.NowNs);
            if (_parts is { } parts)
            {
                _counters[EdgeCounter.LastSequence] = (long)parts.Tail.LastSequence;
                _counters[EdgeCounter.Requests] = parts.Counts.Requests;
                _counters[EdgeCounter.Denied] = parts.Counts.Denied;
                _counters[EdgeCounter.Commands] = parts.Counts.Commands;
            }
        }
        while (!_stop.Token.WaitHandle.WaitOne(Beat));
    }
}
