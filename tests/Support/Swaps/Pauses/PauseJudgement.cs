using System.Diagnostics;
using Strategies.Driver;
using Strategies.Session.Results;

namespace Strategies.Swaps.Pauses;

/// <summary>
/// Judges the swaps of a run against the machine's own jitter in the same run: the largest gap of the hot loop within
/// 1 ms of each swap against that of as many random moments away from all swaps.
/// </summary>
/// <remarks>
/// Swaps that are put next to fills on purpose lie where the loop has more to do than at any moment. When the run has marked
/// moments that were chosen by the same rule and had no swap, these are the controls, and the plainly random ones are shown
/// beside them.
/// </remarks>
public sealed class PauseJudgement
{
    /// <summary>Half the window around a moment, in ns.</summary>
    public const long HalfWindowNs = 1_000_000;

    /// <summary>What a swap may add to the middle one of the controls, in ns.</summary>
    public const long AllowanceNs = 5_000;

    /// <summary>Fewest moments of either kind that can be judged.</summary>
    public const int MomentsMin = 200;

    /// <summary>
    /// Widest spread of the middle control, in ns: on a machine whose jitter is less certain than this, an allowance of
    /// 5 µs says nothing.
    /// </summary>
    public const long ControlSpreadNsMax = 20_000;

    private const long AwayNs = 5_000_000;

    private PauseJudgement(GapQuantiles swaps, GapQuantiles controls, GapQuantiles alike, GapQuantiles pauses)
    {
        Alike = alike;
        Swaps = swaps;
        Controls = controls;
        Pauses = pauses;
    }

    /// <summary>Largest gaps around the swaps.</summary>
    public GapQuantiles Swaps { get; }

    /// <summary>Largest gaps around the control moments.</summary>
    public GapQuantiles Controls { get; }

    /// <summary>Largest gaps around marked moments that were chosen as the swaps were.</summary>
    public GapQuantiles Alike { get; }

    /// <summary>True when there are enough of them to judge by.</summary>
    public bool HasAlike => Alike.Count >= MomentsMin;

    /// <summary>How long the swap steps themselves took.</summary>
    public GapQuantiles Pauses { get; }

    /// <summary>Seed of the control moments.</summary>
    public int Seed { get; private init; }

    /// <summary>Swaps for which the hot loop waited because a version was not prepared in time.</summary>
    public int WaitedCount { get; private init; }

    /// <summary>Collections during the run.</summary>
    public int CollectionCount { get; private init; }

    /// <summary>Windows of swaps into which a collection fell.</summary>
    public int SwapsWithCollection { get; private init; }

    /// <summary>Windows of controls into which a collection fell.</summary>
    public int ControlsWithCollection { get; private init; }

    /// <summary>Why the run cannot be judged; empty when it can.</summary>
    public string Obstacle
    {
        get
        {
            if (Swaps.Count < MomentsMin || Controls.Count < MomentsMin)
            {
                return $"{Swaps.Count} swaps and {Controls.Count} controls, {MomentsMin} of each are needed";
            }

            (long low, long high) = Judged.SpreadAt(0.5);
            return WaitedCount > 0
                ? $"the hot loop waited for the preparation of {WaitedCount} swaps; play at a slower pace"
                : high - low > ControlSpreadNsMax
                ? $"the machine is too busy: its own middle gap is {GapQuantiles.Microseconds(low)} to "
                    + $"{GapQuantiles.Microseconds(high)} µs, {GapQuantiles.Microseconds(AllowanceNs)} are to be told apart"
                : "";
        }
    }

    /// <summary>What the middle swap cost beyond the middle control, in ns.</summary>
    public long ExcessNs => Swaps.At(0.5) - Judged.At(0.5);

    private GapQuantiles Judged => HasAlike ? Alike : Controls;

    /// <summary>True when the middle swap stays within the allowance.</summary>
    /// <param name="furtherNs">What the size of the state allows besides, in ns: two block copies for a large one.</param>
    public bool IsWithin(long furtherNs) => ExcessNs <= AllowanceNs + furtherNs;

    /// <summary>Judges a run.</summary>
    /// <param name="result">It; with gaps.</param>
    /// <param name="seed">Seed of the control moments.</param>
    /// <exception cref="InvalidOperationException">The run's gaps were not measured.</exception>
    public static PauseJudgement Of(SessionResult result, int seed)
    {
        GapHistory gaps = result.Gaps ?? throw new InvalidOperationException("the gaps of the run were not measured");
        SwapReport[] swaps = [.. result.Swaps.Where(swap => swap.AtSequence > 0)];
        long[] moments = [.. swaps.Select(swap => swap.StartTimestamp)];
        long[] controls = ControlMoments(gaps, moments, Math.Max(MomentsMin, moments.Length), seed);
        return new PauseJudgement(
            new GapQuantiles(Largest(gaps, moments)),
            new GapQuantiles(Largest(gaps, controls)),
            new GapQuantiles(Largest(gaps, [.. result.Marks])),
            new GapQuantiles(swaps.Select(swap => swap.PauseNs)))
        {
            Seed = seed,
            WaitedCount = swaps.Count(swap => swap.WaitNs > 0),
            CollectionCount = gaps.CollectionCount,
            SwapsWithCollection = moments.Count(moment => gaps.CollectionsWithin(moment, HalfWindowNs) > 0),
            ControlsWithCollection = controls.Count(moment => gaps.CollectionsWithin(moment, HalfWindowNs) > 0),
        };
    }

    private static IEnumerable<long> Largest(GapHistory gaps, long[] moments)
    {
        foreach (long moment in moments)
        {
            if (gaps.TryGetLargestNs(moment, HalfWindowNs, out long gapNs))
            {
                yield return gapNs;
            }
        }
    }

    /// <summary>Random moments between the first swap and the last, none near a swap or another one.</summary>
    private static long[] ControlMoments(GapHistory gaps, long[] swaps, int count, int seed)
    {
        Random random = new(seed);
        long away = AwayNs * Stopwatch.Frequency / 1_000_000_000;
        long first = swaps.Length > 0 ? swaps[0] : gaps.StartTimestamp;
        long last = swaps.Length > 0 ? swaps[^1] : gaps.LastTimestamp;
        List<long> moments = [];
        for (int tries = 0; moments.Count < count && tries < 100 * count; tries++)
        {
            long moment = random.NextInt64(first, last + 1);
            if (!swaps.Concat(moments).Any(taken => Math.Abs(taken - moment) < away))
            {
                moments.Add(moment);
            }
        }

        return [.. moments];
    }
}
