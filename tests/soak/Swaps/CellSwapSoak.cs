using System.Globalization;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Swapping;
using Strategies.Soak.Runs;

namespace Strategies.Soak.Swaps;

/// <summary>
/// Swaps of generated versions through a cell's edge, each with its rehearsal, with handovers of the core in between. Parts
/// of 100 swaps, each a day of its own: a run that was interrupted goes on with the part that it was in.
/// </summary>
internal sealed class CellSwapSoak : SoakRun
{
    private const int SwapsPerPart = 100;
    private const int SwapsPerCore = 50;
    private const long AllowanceNs = 5_000;

    /// <summary>By how much all processes but the core may grow over a part; the core's memory ends with the core.</summary>
    private const double GrowthMiBMax = 100;

    /// <inheritdoc/>
    public override string Name => "cell-swaps";

    /// <inheritdoc/>
    public override string Summary => "1,000 swaps (--swaps N) across processes with rehearsal, handovers in between";

    /// <inheritdoc/>
    public override bool SharesMachineOut => true;

    /// <inheritdoc/>
    public override SoakVerdict Run(SoakContext context)
    {
        List<PartFindings> parts = [];
        for (int part = 0; part * SwapsPerPart < context.Options.Swaps; part++)
        {
            int swaps = Math.Min(SwapsPerPart, context.Options.Swaps - (part * SwapsPerPart));
            int number = part;
            parts.Add(context.Step($"part {part} of {swaps} swaps", needs: null, () => Play(context, swaps, number)));
        }

        long excessNs = Quantile(parts.SelectMany(part => part.SwapGapNs), 0.5)
            - Quantile(parts.SelectMany(part => part.ControlGapNs), 0.5);
        string[] wrong = [.. parts.SelectMany(part => part.Problems)];
        return SoakVerdict.Of(
            [
                new SoakFigure("swaps", parts.Sum(part => part.LiveMs.Count).ToString(CultureInfo.InvariantCulture)),
                Figure("command to live (ms)", parts.SelectMany(part => part.LiveMs)),
                Figure("of it the rehearsal (ms)", parts.SelectMany(part => part.RehearsalMs)),
                Figure("of it preparation and step in the core (ms)", parts.SelectMany(part => part.CoreMs)),
                Figure("step on the hot thread (µs)", parts.SelectMany(part => part.StepNs).Select(ns => ns / 1e3)),
                Figure("largest gap around a swap (µs)", parts.SelectMany(part => part.SwapGapNs).Select(ns => ns / 1e3)),
                Figure("largest gap around a control (µs)", parts.SelectMany(part => part.ControlGapNs).Select(ns => ns / 1e3)),
                Figure("pause of a handover (ms)", parts.SelectMany(part => part.PauseNs).Select(ns => ns / 1e6)),
                Figure("memory of the core (MiB)", parts.SelectMany(part => part.CoreMiB)),
            ],
            wrong,
            excessNs > AllowanceNs
                ? [$"swaps' p50 is {excessNs} ns above the controls', {AllowanceNs} are allowed on a machine at rest"]
                : []);
    }

    private static PartFindings Play(SoakContext context, int swaps, int part)
    {
        CellDay day = new() { Rows = 200_000, SessionSeconds = 600, WallSeconds = 200, Seed = (ulong)(part + 1) };
        SwappedDay swapped = new(swaps, SwapsPerCore, day, context.Say);
        DayResult result = swapped.Play();
        IReadOnlyList<MemorySample> memory = swapped.Memory;
        double growthMiB = memory.Count < 2 ? 0 : OthersMiB(memory[^1]) - OthersMiB(memory[0]);
        return new PartFindings
        {
            LiveMs = [.. swapped.Results.Where(one => one.IsLive).Select(one => one.LiveMs)],
            RehearsalMs = swapped.RehearsalMs,
            CoreMs = swapped.CoreMs,
            StepNs = [.. swapped.Cores.SelectMany(core => core.SwapNs)],
            SwapGapNs = [.. swapped.Cores.SelectMany(core => core.SwapGapNs)],
            ControlGapNs = [.. swapped.Cores.SelectMany(core => core.ControlGapNs)],
            PauseNs = [.. swapped.Handovers.Select(handover => handover.PauseNs)],
            CoreMiB = [.. memory.Select(CoreMiBOf)],
            Problems =
            [
                .. result.Problems,
                .. swapped.Results.Where(one => !one.IsLive).Select(one => $"version {one.Number}: {one.Status} {one.Answer}"),
                .. swapped.Handovers.Where(one => one.RetiredAfter > 0)
                    .Select(one => $"{one.RetiredAfter} retired versions came over a handover"),
                .. growthMiB > GrowthMiBMax
                    ? [FormattableString.Invariant($"memory of all but the core grew by {growthMiB:F0} MiB over {swaps} swaps")]
                    : Array.Empty<string>(),
            ],
        };
    }

    private static double CoreMiBOf(MemorySample sample) =>
        ProcessRoles.All.Zip(sample.MiB).First(pair => pair.First == ProcessRole.Core).Second;

    private static double OthersMiB(MemorySample sample) => ProcessRoles.All.Zip(sample.MiB)
        .Where(pair => pair.First is not (ProcessRole.Core or ProcessRole.NextCore)).Sum(pair => pair.Second);

    private static SoakFigure Figure(string name, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new SoakFigure(name, sorted.Length == 0 ? "-" : string.Create(
            CultureInfo.InvariantCulture, $"p50 {sorted[sorted.Length / 2]:N1}, max {sorted[^1]:N1}"));
    }

    private static long Quantile(IEnumerable<long> values, double share)
    {
        long[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];
    }

    /// <summary>What a part came to.</summary>
    internal sealed record PartFindings
    {
        public IReadOnlyList<double> LiveMs { get; init; } = [];

        public IReadOnlyList<double> RehearsalMs { get; init; } = [];

        public IReadOnlyList<double> CoreMs { get; init; } = [];

        public IReadOnlyList<long> StepNs { get; init; } = [];

        public IReadOnlyList<long> SwapGapNs { get; init; } = [];

        public IReadOnlyList<long> ControlGapNs { get; init; } = [];

        public IReadOnlyList<long> PauseNs { get; init; } = [];

        public IReadOnlyList<double> CoreMiB { get; init; } = [];

        public IReadOnlyList<string> Problems { get; init; } = [];
    }
}
