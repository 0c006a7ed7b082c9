using System.Diagnostics;
using HdrHistogram;
using Strategies.Bench.Results;

namespace Strategies.Bench.Phases;

/// <summary>Times of a phase, taken in two ways. Allocates only when made.</summary>
/// <remarks>
/// In batches: one pair of timestamps around <see cref="BatchCalls"/> calls, recorded as the mean of one call, so that
/// the timer's cost nearly vanishes but a single slow call is spread over its batch. One by one: a pair around each
/// call, the timer's cost included.
/// </remarks>
internal sealed class PhaseTimes
{
    /// <summary>Calls of one batch.</summary>
    internal const int BatchCalls = 64;

    private const long MaxNs = 10_000_000_000;
    private readonly LongHistogram _batches = new(MaxNs, 3);
    private readonly LongHistogram _singles = new(MaxNs, 3);

    /// <summary>Means of batches, ns a call.</summary>
    internal Percentiles Batches => Percentiles.Of(_batches);

    /// <summary>Single calls, ns.</summary>
    internal Percentiles Singles => Percentiles.Of(_singles);

    /// <summary>Turns stopwatch ticks into ns.</summary>
    internal static long ToNs(long ticks) => ticks * (1_000_000_000 / Stopwatch.Frequency);

    internal void AddBatch(long ticks) =>
        _batches.RecordValue(Math.Clamp((ToNs(ticks) + BatchCalls / 2) / BatchCalls, 0, MaxNs));

    internal void AddSingle(long ticks) => _singles.RecordValue(Math.Clamp(ToNs(ticks), 0, MaxNs));

    /// <summary>Forgets what a warm-up has recorded.</summary>
    internal void Reset()
    {
        _batches.Reset();
        _singles.Reset();
    }
}
