using System.Diagnostics;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Driver;

namespace Strategies.Core;

/// <summary>What a core writes down of its session when it has ended.</summary>
/// <param name="metrics">Its counts.</param>
/// <param name="history">Where the stops of the loop are remembered; null where nothing is judged.</param>
/// <param name="startedTimestamp"><see cref="Stopwatch"/> time of the first turn.</param>
/// <param name="endedTimestamp"><see cref="Stopwatch"/> time behind the last turn.</param>
public sealed class SessionReport(CoreMetrics metrics, GapHistory? history, long startedTimestamp, long endedTimestamp)
{
    private const long GapHalfWindowNs = 1_000_000;
    private const int ControlsMin = 200;

    /// <summary>The hot thread's CPU; -1 where it was not pinned.</summary>
    public required int PinnedCpu { get; init; }

    /// <summary>The last input before the session.</summary>
    public required ulong StartSequence { get; init; }

    /// <summary>How it ended.</summary>
    public required LoopEnd End { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="paths">Where to.</param>
    /// <param name="committed">The deployments that went live.</param>
    public void Write(CellPaths paths, LiveSwap[] committed) => new CoreReport
    {
        Pid = Environment.ProcessId,
        PinnedCpu = PinnedCpu,
        GcCounts = metrics.GcCounts,
        AllocatedBytes = metrics.AllocatedBytes,
        CompiledMethods = metrics.CompiledMethods,
        ElapsedSeconds = Stopwatch.GetElapsedTime(startedTimestamp, endedTimestamp).TotalSeconds,
        StartSequence = StartSequence,
        Messages = metrics.Messages,
        SwapNs = [.. committed.Select(swap => swap.StepNs)],
        CommandToLiveNs = [.. committed.Select(swap => swap.DecidedNs - swap.SeenNs)],
        SwapGapNs = Gaps(committed),
        ControlGapNs = Controls(committed.Length),
        GapP9999Ns = history?.QuantileNs(0.9999) ?? 0,
        GapMaxNs = history?.QuantileNs(1) ?? 0,
        IsDayEnded = End == LoopEnd.DayEnded,
    }
    .Write(paths, isHandedOver: End == LoopEnd.HandedOver);

    private List<long> Gaps(LiveSwap[] committed)
    {
        List<long> gaps = [];
        foreach (LiveSwap swap in committed)
        {
            if (history is not null && history.TryGetLargestNs(swap.StartTimestamp, GapHalfWindowNs, out long gapNs))
            {
                gaps.Add(gapNs);
            }
        }

        return gaps;
    }

    /// <summary>As many moments without a swap, spread evenly over the session: what the machine itself does.</summary>
    private List<long> Controls(int swaps)
    {
        List<long> gaps = [];
        int count = history is null ? 0 : Math.Max(ControlsMin, swaps);
        for (int index = 1; index <= count; index++)
        {
            long moment = startedTimestamp + (long)((endedTimestamp - startedTimestamp) * (index / (count + 1.0)));
            if (history!.TryGetLargestNs(moment, GapHalfWindowNs, out long gapNs))
            {
                gaps.Add(gapNs);
            }
        }

        return gaps;
    }
}
