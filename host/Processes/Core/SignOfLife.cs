using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Processes.Core;

/// <summary>Beats while a core is being set up and its hot thread does not run yet.</summary>
internal sealed class SignOfLife : IDisposable
{
    private readonly Heartbeat _heartbeat;
    private readonly Thread _thread;
    private volatile bool _isEnding;

    internal SignOfLife(Heartbeat heartbeat)
    {
        _heartbeat = heartbeat;
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(Run) { Name = "sign of life", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>Leaves the beating to another thread.</summary>
    internal void Stop()
    {
        _isEnding = true;
        _thread.Join();
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Run()
    {
        while (!_isEnding)
        {
            _heartbeat.Beat(MonotonicClock.NowNs);
            Thread.Sleep(2);
        }
    }
}
