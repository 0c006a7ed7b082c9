using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Regions;

/// <summary>
/// The time of the session, the same for all processes of the cell: an anchor, and from there on the host's monotonic
/// clock times a speed. It never goes back, whatever is done to the time of day. Made by the core, since it knows from
/// its journal how far the day is.
/// </summary>
public sealed class SessionClock : IDisposable
{
    private const int MonotonicIndex = 0;
    private const int SessionIndex = 1;
    private const int SpeedIndex = 2;

    private static readonly string[] Names = ["anchor-monotonic-ns", "anchor-session-ns", "speed"];

    private readonly Counters _anchor;
    private readonly long _monotonicNs;
    private readonly long _sessionNs;

    private SessionClock(Counters anchor)
    {
        _anchor = anchor;
        _monotonicNs = anchor.Read(MonotonicIndex);
        _sessionNs = anchor.Read(SessionIndex);
        Speed = anchor.Read(SpeedIndex);
    }

    /// <summary>Seconds of the session in one second of the wall clock.</summary>
    public long Speed { get; }

    /// <summary>Session time, ns since 1970-01-01 UTC. Any thread; no allocation.</summary>
    public long NowNs => At(MonotonicClock.NowNs);

    /// <summary>Makes the clock, or takes over the one that an ended core left: the session's time goes on.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="sessionNs">Time at which a new clock starts, ns since 1970-01-01 UTC.</param>
    /// <param name="speed">Speed of a new clock.</param>
    /// <exception cref="IpcException">It cannot be made.</exception>
    public static SessionClock Create(RegionLocation location, long sessionNs, int speed)
    {
        Counters anchor = CellRegions.AdoptOrReplace(
            stale => Counters.Create(location, Names, isPacked: true, stale));
        // Otherwise an ended core left it, and its anchor stays; one that ended half-way through this left 0.
        if (anchor.Read(SpeedIndex) == 0)
        {
            anchor.Set(MonotonicIndex, MonotonicClock.NowNs);
            anchor.Set(SessionIndex, sessionNs);
            // Last: whoever opens the clock takes a speed other than 0 as the sign that the anchor is whole.
            anchor.Set(SpeedIndex, speed);
        }

        return new SessionClock(anchor);
    }

    /// <summary>Opens the clock; waits until the core has made it.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SessionClock Open(RegionLocation location, CancellationToken stop)
    {
        while (true)
        {
            Counters anchor = CellRegions.Await(() => Counters.Open(location), stop);
            if (anchor.Read(SpeedIndex) != 0)
            {
                return new SessionClock(anchor);
            }

            anchor.Dispose();
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Opens a running core's clock, to take it over once that core has let it go.</summary>
    /// <param name="location">Where it lies.</param>
    /// <exception cref="IpcException">It is not there.</exception>
    public static SessionClock Attach(RegionLocation location) => new(Counters.Attach(location));

    /// <summary>Owns the clock from now on; the session's time goes on.</summary>
    /// <exception cref="IpcException">Another core has it.</exception>
    public void TakeOver() => _anchor.Memory.TakeOver();

    /// <summary>Session time at a moment of the monotonic clock.</summary>
    /// <param name="monotonicNs">The moment.</param>
    public long At(long monotonicNs) => _sessionNs + ((monotonicNs - _monotonicNs) * Speed);

    /// <summary>Leaves it to another core; this process may go on reading it.</summary>
    public void Release() => _anchor.Memory.Release();

    /// <summary>Closes it; the file stays.</summary>
    public void Dispose() => _anchor.Dispose();
}
