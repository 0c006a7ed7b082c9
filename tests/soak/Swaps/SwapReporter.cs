using System.Globalization;
using Strategies.Session.Results;
using Strategies.Soak.Runs;
using Strategies.Swaps.Checks;
using Strategies.Swaps.Days;
using Strategies.Swaps.Memory;
using Strategies.Swaps.Pauses;

namespace Strategies.Soak.Swaps;

/// <summary>Turns what came of a day with swaps into figures, and says what is wrong.</summary>
/// <param name="stateBytes">Bytes of state.</param>
/// <param name="hotCpu">The hot thread's CPU, for the block copies.</param>
internal sealed class SwapReporter(int stateBytes, int hotCpu)
{
    /// <summary>From this size on two block copies are allowed for.</summary>
    private const int LargeStateBytes = 262_144;

    /// <summary>
    /// A retired version waits in memory until it is reclaimed; with at most 256 waiting this bounds all of them at
    /// 256 MiB.
    /// </summary>
    private const double BytesPerRetiredMax = 1 << 20;

    /// <summary>What may be left when all have been reclaimed.</summary>
    private const long LeftBytesMax = 64 << 20;

    private readonly List<SoakFigure> _figures = [];
    private readonly List<string> _wrong = [];
    private readonly List<string> _unjudged = [];

    internal SwapFindings Findings => new(_figures, _wrong, _unjudged);

    internal void AddChecks(SessionResult result, DaySurvey day, DaySurvey plain)
    {
        foreach (SwapCheck check in SwapChecks.Of(result, day, plain, SwapSoak.SwapCount))
        {
            Add(check.Name, check.Detail);
            if (!check.IsHeld)
            {
                _wrong.Add($"{check.Name}: {check.Detail}");
            }
        }

        Add("state handed over", $"{result.Swaps.Min(swap => swap.StateBytes)} to {result.Swaps.Max(swap => swap.StateBytes)} bytes");
        Add(
            "day",
            $"{result.LastSequence} inputs, {result.Outputs} outputs, {result.Orders} orders in {result.Elapsed.TotalSeconds:0} s");
        if (result.PinnedCpu < 0)
        {
            _unjudged.Add("the hot thread could not be pinned");
        }
    }

    internal void AddPauses(SessionResult result)
    {
        PauseJudgement pauses = PauseJudgement.Of(result, SwapSoak.Seed);
        GapQuantiles copies = BlockCopies.Measure(stateBytes, hotCpu);
        long allowanceNs = stateBytes >= LargeStateBytes ? copies.At(0.5) : 0;
        Add("largest gap within 1 ms of a swap", pauses.Swaps.ToString());
        Add($"the same at random moments (seed {pauses.Seed})", pauses.Controls.ToString());
        if (pauses.HasAlike)
        {
            Add("the same at moments chosen as the swaps are", pauses.Alike.ToString());
        }

        Add(
            "middle swap beyond middle control",
            $"{GapQuantiles.Microseconds(pauses.ExcessNs)} µs, "
            + $"allowed {GapQuantiles.Microseconds(PauseJudgement.AllowanceNs + allowanceNs)}");
        Add("swap step alone (pauseNs)", pauses.Pauses.ToString());
        if (allowanceNs > 0)
        {
            Add($"two block copies of {stateBytes} bytes", copies.ToString());
            Add("swap step : two block copies (p50)", Ratio(pauses.Pauses.At(0.5), copies.At(0.5)));
        }

        Add(
            "collections during play",
            $"{pauses.CollectionCount}; in {pauses.SwapsWithCollection} swap and {pauses.ControlsWithCollection} control windows");
        Add("collections by generation", string.Join(" ", result.GcCounts));
        if (pauses.Obstacle.Length > 0)
        {
            _unjudged.Add($"pauses: {pauses.Obstacle}");
        }
        else if (!pauses.IsWithin(allowanceNs))
        {
            _wrong.Add(
                $"the middle swap costs {GapQuantiles.Microseconds(pauses.ExcessNs)} µs beyond the middle control, "
                + $"{GapQuantiles.Microseconds(PauseJudgement.AllowanceNs + allowanceNs)} are allowed");
        }
    }

    internal void AddMemory(MemorySample before, IReadOnlyList<MemorySample> samples, MemorySample after)
    {
        double perSwap = MemoryTrend.BytesPerSwap(samples, sample => sample.LoaderBytes);
        long left = after.LoaderBytes - before.LoaderBytes;
        Add("memory beside the managed heap, by swaps", string.Join(
            ", ", samples.Select(sample => $"{sample.Swaps}: {Megabytes(sample.LoaderBytes)}")) + " MB");
        Add("managed heap, by swaps", string.Join(
            ", ", samples.Select(sample => $"{sample.Swaps}: {Megabytes(sample.HeapBytes)}")) + " MB");
        Add("growth per version that waits", $"{perSwap / 1024:0} KB of at most {BytesPerRetiredMax / 1024:0}");
        Add(
            "beside the managed heap before, after reclaiming",
            $"{Megabytes(before.LoaderBytes)} MB, {Megabytes(after.LoaderBytes)} MB; "
            + $"managed {Megabytes(before.HeapBytes)}, {Megabytes(after.HeapBytes)} MB");
        long managedLeft = after.LiveBytes - before.LiveBytes;
        Add("managed objects alive before, after", $"{Megabytes(before.LiveBytes)} MB, {Megabytes(after.LiveBytes)} MB");
        if (perSwap > BytesPerRetiredMax)
        {
            _wrong.Add($"memory grows by {perSwap / 1024:0} KB with each version that waits");
        }

        if (left > LeftBytesMax || managedLeft > LeftBytesMax)
        {
            _wrong.Add(
                $"{Megabytes(left)} MB and {Megabytes(managedLeft)} MB of objects more are in use "
                + "after all versions were reclaimed");
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Ratio(long value, long baseline) =>
        baseline == 0 ? "-" : ((double)value / baseline).ToString("0.00", CultureInfo.InvariantCulture);

    private void Add(string name, string value) => _figures.Add(new SoakFigure(name, value));
}
