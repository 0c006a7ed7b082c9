using System.Diagnostics;

namespace Strategies.Session.Historical;

/// <summary>Notes when the hot loop had handed over so many market messages: moments to hold others against.</summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
public sealed class EventMarks
{
    private readonly long[] _events;
    private readonly long[] _timestamps;
    private int _next;

    /// <param name="events">Market messages at each mark, rising.</param>
    public EventMarks(IReadOnlyList<long> events)
    {
        _events = [.. events];
        _timestamps = new long[events.Count];
    }

    /// <summary><see cref="Stopwatch"/> times of the marks that were passed.</summary>
    public IReadOnlyList<long> Passed => _timestamps[.._next];

    public void Pass(long messages)
    {
        if (_next < _events.Length && messages >= _events[_next])
        {
            _timestamps[_next++] = Stopwatch.GetTimestamp();
        }
    }
}
