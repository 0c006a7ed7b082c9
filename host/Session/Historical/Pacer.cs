using System.Diagnostics;
using Strategies.Driver;

namespace Strategies.Session.Historical;

/// <summary>
/// Slows the playing of a day down to a wall time. Waits, and decides nothing: records are the same at every pace.
/// </summary>
public sealed class Pacer
{
    private readonly double _wallTicksPerNs;
    private readonly SessionProgress? _progress;
    private long _firstTimeNs;
    private long _startTicks;

    /// <summary>Makes a pacer.</summary>
    /// <param name="daySpanNs">Length of the data in its own time.</param>
    /// <param name="wallTime">How long playing it shall take; none for as fast as it goes.</param>
    /// <param name="progress">Says when nobody wants to wait any more; none when nobody asks.</param>
    public Pacer(long daySpanNs, TimeSpan? wallTime, SessionProgress? progress = null)
    {
        _progress = progress;
        _wallTicksPerNs = wallTime is { } time && daySpanNs > 0
            ? time.TotalSeconds * Stopwatch.Frequency / daySpanNs
            : 0;
    }

    /// <summary>Waits, spinning, until it is time for data of <paramref name="timeNs"/>.</summary>
    /// <param name="timeNs">The data's own time.</param>
    /// <param name="gaps">Gets every turn of the wait; none when gaps are not measured.</param>
    /// <exception cref="OperationCanceledException">The session was asked to end.</exception>
    public void WaitUntil(long timeNs, GapHistory? gaps)
    {
        if (_wallTicksPerNs <= 0)
        {
            return;
        }

        if (_startTicks == 0)
        {
            _startTicks = Stopwatch.GetTimestamp();
            _firstTimeNs = timeNs;
        }

        long due = _startTicks + (long)((timeNs - _firstTimeNs) * _wallTicksPerNs);
        for (long now = Stopwatch.GetTimestamp(); now < due; now = Stopwatch.GetTimestamp())
        {
            _progress?.ThrowIfCanceled();
            gaps?.Record(now);
            Thread.SpinWait(gaps is null ? 64 : 16);
        }
    }
}
