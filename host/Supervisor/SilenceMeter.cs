using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>
/// How long a heartbeat has not changed, by the watcher's own looks: time during which the watcher did not run (a host
/// that slept, a CPU taken away) is not held against the process.
/// </summary>
internal sealed class SilenceMeter
{
    private const long LookNsMax = 100_000_000;

    private ulong _beats;
    private HeartbeatState _state;
    private long _lookedNs;
    private long _silentNs;

    /// <summary>Begins anew, with a process that is new to the watcher.</summary>
    /// <param name="nowNs">Now, by the monotonic clock.</param>
    internal void Reset(long nowNs)
    {
        _beats = 0;
        _state = HeartbeatState.None;
        _lookedNs = nowNs;
        _silentNs = 0;
    }

    /// <summary>Looks at the heartbeat.</summary>
    /// <param name="reading">What is seen.</param>
    /// <param name="process">Who is to beat; somebody else's beats count as none.</param>
    /// <param name="nowNs">Now, by the monotonic clock.</param>
    /// <returns>For how long nothing has changed, ns.</returns>
    internal long Look(HeartbeatReading reading, ProcessIdentity process, long nowNs)
    {
        // A longer time between two looks was the watcher's own standstill.
        long passedNs = Math.Clamp(nowNs - _lookedNs, 0, LookNsMax);
        _lookedNs = nowNs;
        bool isChanged = reading.Process == process && (reading.Beats != _beats || reading.State != _state);
        _silentNs = isChanged ? 0 : _silentNs + passedNs;
        if (isChanged)
        {
            (_beats, _state) = (reading.Beats, reading.State);
        }

        return _silentNs;
    }
}
