using static System.FormattableString;

namespace Strategies.Venues.Latency;

/// <summary>Latencies as people write them, made whole nanoseconds. Not for the hot thread.</summary>
public static class LatencyTime
{
    /// <summary>The longest latency of any model, ns: 10 s. What is longer is a wrong unit.</summary>
    public const long NsMax = 10_000_000_000;

    /// <summary>Converts microseconds, exactly.</summary>
    /// <param name="microseconds">The latency, 0 to 10 s, at most three decimals.</param>
    /// <returns>The same in ns.</returns>
    /// <exception cref="LatencyException">It is out of range or finer than a nanosecond.</exception>
    public static long FromMicroseconds(decimal microseconds) => Convert(microseconds, 1000, "microseconds");

    /// <summary>Checks nanoseconds.</summary>
    /// <param name="nanoseconds">The latency, 0 to 10 s, without decimals.</param>
    /// <returns>The same as an integer.</returns>
    /// <exception cref="LatencyException">It is out of range or finer than a nanosecond.</exception>
    public static long FromNanoseconds(decimal nanoseconds) => Convert(nanoseconds, 1, "nanoseconds");

    private static long Convert(decimal value, int nsPerUnit, string unit)
    {
        if (value < 0)
        {
            throw new LatencyException(Invariant($"{value} {unit} is negative"), "time does not go back");
        }

        if (value > NsMax / nsPerUnit)
        {
            throw new LatencyException(
                Invariant($"{value} {unit} is longer than 10 s"), "check the unit; no venue takes that long");
        }

        decimal ns = value * nsPerUnit;
        return ns == decimal.Truncate(ns)
            ? (long)ns
            : throw new LatencyException(
                Invariant($"{value} {unit} is finer than a nanosecond"), "round it to whole nanoseconds");
    }
}
