using Serilog;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Core;

/// <summary>
/// Beats while a core is being set up and its hot thread does not run yet; ends the process when a strategy hangs
/// meanwhile, which the supervisor cannot see.
/// </summary>
public sealed class StartupHeartbeat : IDisposable
{
    private readonly Heartbeat _heartbeat;
    private readonly CallWatch _calls;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private volatile bool _isEnding;

    public StartupHeartbeat(Heartbeat heartbeat, CallWatch calls, ILogger log)
    {
        _heartbeat = heartbeat;
        _calls = calls;
        _log = log;
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(Run) { Name = "sign of life", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>Leaves the beating to another thread.</summary>
    public void Stop()
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
            long nowNs = MonotonicClock.NowNs;
            _heartbeat.Beat(nowNs);
            if (_calls.Look(nowNs) is var slot and > 0)
            {
                // The counter of the active slot stays: by it the next core knows whom to take out.
                _log.Fatal("the strategy of slot {Slot} does not return while its inputs are run again", slot);
                Environment.FailFast($"the strategy of slot {slot} does not return while its inputs are run again");
            }

            Thread.Sleep(2);
        }
    }
}
