using System.Text.Json;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Crowding;
using Strategies.Cells.Swapping;
using Strategies.Soak.Runs;

namespace Strategies.Soak.Cells;

/// <summary>
/// A cell on a machine that others use too: busy loops on every CPU, memory filled, a disk written full, deployments back
/// to back. Nothing of trading may fall silent, and the hot loop may stand still no longer than a bare loop in its place,
/// beside the same crowd, by much.
/// </summary>
internal sealed class CrowdSoak : SoakRun
{
    internal const string BareLoop = "bare-loop";

    private const int Swaps = 200;
    private const int SwapsPerCore = 100;
    private const int BareSeconds = 60;
    private const double FactorMax = 5;

    /// <summary>A few turns of the scheduler: below it a factor says nothing.</summary>
    private const long StandstillNs = 10_000_000;

    /// <inheritdoc/>
    public override string Name => "cell-crowd";

    /// <inheritdoc/>
    public override string Summary { get; } = $"{Swaps} swaps across processes beside busy loops, filled memory and a disk written full";

    /// <inheritdoc/>
    public override bool SharesMachineOut => true;

    /// <inheritdoc/>
    public override SoakVerdict Run(SoakContext context)
    {
        LoopGaps bare = context.Step("bare loop in a crowd", null, () =>
        {
            using Crowd crowd = new(context.Folder);
            return BareLoopOf(context.Options.HotCpu);
        });
        Outcome outcome = context.Step($"{Swaps} swaps in a crowd", null, () =>
        {
            using Crowd crowd = new(context.Folder);
            return Play(context);
        });
        double factor = outcome.Gaps.MaxNs / (double)Math.Max(bare.MaxNs, 1);
        List<string> wrong = [.. outcome.Problems];
        if (outcome.Live < Swaps)
        {
            wrong.Add($"{Swaps - outcome.Live} deployments did not go live");
        }

        if (outcome.Gaps.MaxNs > StandstillNs && factor > FactorMax)
        {
            wrong.Add(FormattableString.Invariant(
                $"the hot loop stood still {factor:N1} times as long as a bare loop, {FactorMax} times are allowed"));
        }

        return SoakVerdict.Of(
            [
                new SoakFigure("swaps", $"{outcome.Live} of {Swaps}"),
                new SoakFigure("bare loop stood still", bare.ToString()),
                new SoakFigure("hot loop stood still", outcome.Gaps.ToString()),
                new SoakFigure("longest, as a multiple of the bare loop's", FormattableString.Invariant($"{factor:N1}")),
                new SoakFigure("command to live, p50 and max", CellFigures.Quantiles(outcome.LiveMs)),
                new SoakFigure("silences, blocks, kills of what trades", $"{outcome.Incidents.Count}"),
            ],
            wrong,
            []);
    }

    private static Outcome Play(SoakContext context)
    {
        CellDay day = new() { Rows = 200_000, SessionSeconds = 600, WallSeconds = 300, Seed = 5 };
        List<Incident> incidents = [];
        SwappedDay swapped = new(Swaps, SwapsPerCore, day, context.Say)
        {
            Ended = cell => incidents.AddRange(new IncidentFile(cell.Setup.Paths.Incidents).Read().Where(IsOfTrading)),
        };
        DayResult result = swapped.Play();
        return new Outcome(
            swapped.Results.Count(one => one.IsLive),
            [.. swapped.Results.Where(one => one.IsLive).Select(one => one.LiveMs)],
            new LoopGaps(
                swapped.Cores.Max(core => core.GapP9999Ns),
                swapped.Cores.Max(core => core.GapMaxNs),
                swapped.Cores.Sum(core => core.ElapsedSeconds)),
            [.. incidents.Select(incident => incident.ToString())],
            [.. result.Problems, .. incidents.Select(incident => incident.ToString())]);
    }

    /// <summary>What does not trade may stand behind; it is behind what trades for that.</summary>
    private static bool IsOfTrading(Incident incident) =>
        incident.Process == CellProcess.Of(ProcessRole.Core).Name || incident.Process.StartsWith("venue", StringComparison.Ordinal);

    /// <summary>In a process of its own, which leads a session as a core does.</summary>
    private static LoopGaps BareLoopOf(int cpu)
    {
        CommandResult result = CommandResult.Of(
            "setsid", "--wait", Environment.ProcessPath!, BareLoop, "--cpu", $"{cpu}", "--seconds", $"{BareSeconds}");
        return result.ExitCode == 0
            ? JsonSerializer.Deserialize<LoopGaps>(result.Output)!
            : throw new InvalidOperationException($"the bare loop: {result.Error}");
    }

    private sealed record Outcome(
        int Live, IReadOnlyList<double> LiveMs, LoopGaps Gaps, IReadOnlyList<string> Incidents, IReadOnlyList<string> Problems);
}
