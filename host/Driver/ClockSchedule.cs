using Strategies.Engine;

namespace Strategies.Driver;

/// <summary>
/// Says when the next clock record is due, live and in a recorded day alike: when the engine's next timer is, and in any
/// case <see cref="QuietNsMax"/> behind the last input. Whatever else depends on time is judged at the next input.
/// </summary>
/// <param name="engine">The engine, which knows the time of its last input and of its next timer.</param>
/// <remarks>
/// Whoever drives asks again behind each input, as a timer's callback may set another one, and takes a clock record at that
/// time in front of every input that is later. No input is stamped later than that time before the clock record is taken:
/// so a timer fires at its own time, whatever else there is. The engine's thread; no allocation.
/// </remarks>
public sealed class ClockSchedule(TradingEngine engine)
{
    /// <summary>
    /// Time never rests longer than this, in ns of the session: one second. (A millisecond was tried: of a quiet Nasdaq day's
    /// 23.9 million inputs 99 in a hundred were clock records.)
    /// </summary>
    public const long QuietNsMax = 1_000_000_000;

    /// <summary>A timer that is set for a time that has passed fires this much later, so that time always goes on.</summary>
    public const long LateTimerDelayNs = 1_000;

    /// <summary>When the next clock record is due unless an input comes before, ns since 1970-01-01 UTC.</summary>
    public long NextNs => NextAfter(engine.TimeNs, engine.NextTimerDueNs);

    /// <summary>When a clock record is due.</summary>
    /// <param name="lastInputNs">Time of the last input, ns since 1970-01-01 UTC.</param>
    /// <param name="timerDueNs">When the next timer is due; the largest number when there is none.</param>
    /// <returns>A time behind <paramref name="lastInputNs"/>.</returns>
    public static long NextAfter(long lastInputNs, long timerDueNs) => timerDueNs <= lastInputNs
        ? lastInputNs + LateTimerDelayNs
        : Math.Min(timerDueNs, lastInputNs + QuietNsMax);
}
