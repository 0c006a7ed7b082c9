using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells.Checking;
using Strategies.Cells.Handing;
using Strategies.Ipc.Metrics;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Plugins.Packages;
using Strategies.Swaps.Versions;

namespace Strategies.Cells.Swapping;

/// <summary>
/// A day on a cell on which one slot runs through many generated versions, each deployed through the edge with its
/// rehearsal; the core is handed over whenever its list of retired versions nears its end.
/// </summary>
/// <param name="swaps">How many swaps.</param>
/// <param name="swapsPerCore">After how many a core is handed over.</param>
/// <param name="day">Market data and pace; the day ends when the swaps are done.</param>
/// <param name="say">Told what happens, a line each.</param>
public sealed class SwappedDay(int swaps, int swapsPerCore, CellDay day, Action<string> say)
{
    private const string Slot = "soak";
    private const int StateBytes = 64;
    private const int SampleEvery = 25;

    /// <summary>Longer than one core lives between two handovers; every minute of it is 12 MB.</summary>
    private const int GapMinutes = 20;

    private readonly List<SwapResult> _results = [];
    private readonly List<HandoverReport> _handovers = [];
    private readonly List<MemorySample> _memory = [];

    /// <summary>Told the cell when its day has ended, before its folder goes.</summary>
    public Action<TestedCell>? Ended { get; init; }

    /// <summary>The deployments.</summary>
    public IReadOnlyList<SwapResult> Results => _results;

    /// <summary>The handovers between them.</summary>
    public IReadOnlyList<HandoverReport> Handovers => _handovers;

    /// <summary>Memory of the processes over the swaps.</summary>
    public IReadOnlyList<MemorySample> Memory => _memory;

    /// <summary>What the cores measured.</summary>
    public IReadOnlyList<CoreReport> Cores { get; private set; } = [];

    /// <summary>How long each rehearsal took by the follower's log, ms.</summary>
    public IReadOnlyList<double> RehearsalMs { get; private set; } = [];

    /// <summary>How long the core prepared each version, from the request in its ring until it was live, ms.</summary>
    public IReadOnlyList<double> CoreMs { get; private set; } = [];

    /// <summary>Plays it.</summary>
    /// <param name="folder">A folder that is not there yet; none for one in memory.</param>
    public DayResult Play(string? folder = null)
    {
        DirectoryInfo versions = Directory.CreateTempSubdirectory("strategies-versions-");
        try
        {
            VersionCompiler compiler = new();
            string first = compiler.Compile(versions.FullName, new VersionOptions(0, StateBytes));
            CellDay whole = day with
            {
                Ends = DayEnd.ByCommand,
                MoreSlots = [new SlotPlan { Name = Slot, Strategy = first }],
                GapMinutes = GapMinutes,
            };
            using TestedCell cell = new(whole, folder);
            say($"cell {cell.Setup.Cell} in {cell.Folder}");
            cell.IsKept = true; // Until it is known that nobody has to look at it.
            cell.Up();
            cell.Await("the first events", () => cell.Core(CoreCounter.Messages) > 100);
            // It rehearses; until it is behind the core a deployment is refused.
            cell.Await("a follower at work", () => cell.ReadingOf(ProcessRole.Follower).State == HeartbeatState.Running);
            Swap(cell, compiler, versions.FullName);
            cell.EndDay();
            DayResult result = new DayJudge(cell).Judge([]);
            Measure(cell);
            Ended?.Invoke(cell);
            cell.IsKept = result.Problems.Count > 0 || _results.Any(one => !one.IsLive);
            say(result.ToString());
            return result;
        }
        finally
        {
            versions.Delete(recursive: true);
        }
    }

    private void Swap(TestedCell cell, VersionCompiler compiler, string versions)
    {
        CoreChanger changer = new(cell);
        ContentStore store = new(cell.Setup.Paths.Store);
        int sinceHandover = 0;
        for (int number = 1; number <= swaps; number++)
        {
            string hash = PackageIntake.Add(compiler.Compile(versions, new VersionOptions(number, StateBytes)), store).ToString();
            _results.Add(Deploy(cell, number, hash));
            sinceHandover++;
            if (number % SampleEvery == 0 || number == swaps)
            {
                _memory.Add(MemorySample.Of(cell, number));
                say(_memory[^1].ToString());
            }

            if (sinceHandover >= swapsPerCore && number < swaps && changer.HandOver() is { } handover)
            {
                sinceHandover = 0;
                _handovers.Add(handover);
                say(handover.ToString());
            }
        }
    }

    private SwapResult Deploy(TestedCell cell, int number, string hash)
    {
        long started = Stopwatch.GetTimestamp();
        (int status, JsonElement answer) = cell.Edge.Post(
            $"/api/slots/{Slot}/deploy?wait=true", new { hash, reason = $"version {number}" });
        SwapResult result = new(
            number, status, Stopwatch.GetElapsedTime(started).TotalMilliseconds, status == 200 ? "" : answer.ToString());
        if (!result.IsLive)
        {
            say($"version {number} is not live: {status} {result.Answer}");
        }

        return result;
    }

    private void Measure(TestedCell cell)
    {
        Cores = CoreReport.ReadAll(cell.Setup.Paths);
        CoreMs = [.. Cores.SelectMany(core => core.CommandToLiveNs).Select(ns => ns / 1e6)];
        RehearsalMs = [.. CoreLog.Entries(cell.Setup.Paths, ProcessRole.Follower, "rehearsal of")
            .Select(entry => entry.GetProperty("Ms").GetDouble())];
    }
}
