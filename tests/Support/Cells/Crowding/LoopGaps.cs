using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Ipc;

namespace Strategies.Cells.Crowding;

/// <summary>
/// How long a loop stood still: of a core's hot loop, or of a bare one on the same CPU with the same priority, which does
/// nothing but look at the clock and so has what machine and kernel take from anybody.
/// </summary>
/// <param name="P9999Ns">Of 10,000 stretches of 20 µs the second worst has no longer one, ns.</param>
/// <param name="MaxNs">The longest, ns.</param>
/// <param name="Seconds">For how long was looked, s.</param>
public sealed record LoopGaps(long P9999Ns, long MaxNs, double Seconds)
{
    /// <summary>Is a bare loop, as a process that leads a session of its own.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="seconds">For how long, s.</param>
    /// <exception cref="InvalidOperationException">The CPU cannot be had.</exception>
    public static LoopGaps OfBareLoop(int cpu, int seconds)
    {
        ProcessPriority.Apply(ProcessRole.Core);
        if (!HotThread.TryPin(cpu, out string problem))
        {
            throw new InvalidOperationException(problem);
        }

        HotThread.TryPutFirst();
        GapHistory history = new(TimeSpan.FromSeconds(seconds + 1));
        long endNs = MonotonicClock.NowNs + (seconds * 1_000_000_000L);
        for (long nowNs = MonotonicClock.NowNs; nowNs < endNs; nowNs = MonotonicClock.NowNs)
        {
            history.Record(nowNs);
        }

        return new LoopGaps(history.QuantileNs(0.9999), history.QuantileNs(1), seconds);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"p99.99 {P9999Ns / 1e3:N0} µs, max {MaxNs / 1e6:N1} ms in {Seconds:N0} s");
}
