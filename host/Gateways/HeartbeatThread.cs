using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Gateways;

/// <summary>
/// Beats for a process while it opens what it needs, which may take as long as the others like; to be ended before its
/// main loop beats itself.
/// </summary>
internal sealed class HeartbeatThread : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;

    /// <summary>Begins to beat.</summary>
    /// <param name="heartbeat">The process's heartbeat.</param>
    internal HeartbeatThread(Heartbeat heartbeat)
    {
        _thread = new Thread(() =>
        {
            while (!_end.Wait(Pause))
            {
                heartbeat.Beat(MonotonicClock.NowNs);
            }
        })
        {
            IsBackground = true,
            Name = "beater",
        };
        _thread.Start();
    }

    /// <summary>Ends it; nothing beats any more when this returns.</summary>
    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }
}
