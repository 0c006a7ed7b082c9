using Strategies.Driver;

namespace Strategies.Core;

/// <summary>
/// Watches the calls into strategies while a core recovers, when its sign of life comes from another thread and its
/// supervisor sees no silence. One that does not return has ended the core before already: it is the last input's.
/// </summary>
/// <remarks>
/// One thread. Time is counted by its own looks: a process that does not get a CPU is not taken for a call that hangs.
/// </remarks>
/// <param name="meter">Told of the calls.</param>
/// <param name="limitNs">How long a call may take, ns.</param>
public sealed class CallWatch(ActiveSlotMeter meter, long limitNs)
{
    private const long LookNsMax = 10_000_000;

    private long _calls;
    private long _lookedNs;
    private long _runningNs;

    /// <summary>Looks at the call that runs.</summary>
    /// <param name="nowNs">Now, CLOCK_MONOTONIC.</param>
    /// <returns>The slot whose call takes too long; 0 for none.</returns>
    public int Look(long nowNs)
    {
        long passedNs = _lookedNs == 0 ? 0 : Math.Min(nowNs - _lookedNs, LookNsMax);
        _lookedNs = nowNs;
        int slot = meter.ActiveSlot;
        long calls = meter.Calls;
        // The number of calls tells two calls for the same slot from one that does not return.
        _runningNs = slot != 0 && calls == _calls && calls > 0 ? _runningNs + passedNs : 0;
        _calls = calls;
        return _runningNs > limitNs ? slot : 0;
    }
}
