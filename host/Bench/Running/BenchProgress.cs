using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace Strategies.Bench.Running;

/// <summary>
/// How far the measured part is, told while it runs: the hot thread writes a number every now and then, any other thread
/// makes words of it.
/// </summary>
/// <param name="seconds">For how long it runs at most, s of the wall clock; 0 for until its events are over.</param>
/// <param name="rate">Events per second; 0 for as fast as it goes.</param>
internal sealed class BenchProgress(int seconds, long rate)
{
    private const int EveryEventsMax = 1 << 12;
    private const int LooksPerSecond = 16;

    // A power of two; at a low rate it is looked more often, so that the seconds are kept.
    private readonly int _everyEvents = rate <= 0
        ? EveryEventsMax
        : (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(rate / LooksPerSecond, 1, EveryEventsMax));

    private long _started;
    private int _first;
    private int _end;
    private int _index;

    /// <summary>Begins.</summary>
    /// <param name="first">First event.</param>
    /// <param name="end">Behind the last.</param>
    internal void Begin(int first, int end)
    {
        (_first, _end, _index) = (first, end, first);
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
    }

    /// <summary>The next event is this one. The hot thread; allocates nothing.</summary>
    /// <returns>True when the time is over.</returns>
    internal bool IsOver(int index)
    {
        if ((index & (_everyEvents - 1)) != 0)
        {
            return false;
        }

        Volatile.Write(ref _index, index);
        return seconds > 0 && Stopwatch.GetElapsedTime(_started).TotalSeconds >= seconds;
    }

    /// <summary>The measured part has ended.</summary>
    internal void End() => Volatile.Write(ref _started, 0);

    /// <summary>How far it is and when it will be over; empty while nothing is measured.</summary>
    internal string Words()
    {
        long started = Volatile.Read(ref _started);
        int done = Volatile.Read(ref _index) - _first;
        if (started == 0 || done <= 0)
        {
            return "";
        }

        double elapsedS = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double leftS = (_end - _first - done) * elapsedS / done;
        leftS = seconds > 0 ? Math.Min(leftS, Math.Max(0, seconds - elapsedS)) : leftS;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{done:N0} of {_end - _first:N0} events measured, {done / elapsedS:N0} a second, over in about {leftS:N0} s");
    }
}
