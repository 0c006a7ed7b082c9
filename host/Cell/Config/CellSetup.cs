using System.Globalization;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Plans;
using Strategies.Sdk;

namespace Strategies.Cell.Config;

/// <summary>A cell's configuration with its plan, all paths absolute.</summary>
/// <param name="File">The configuration's file.</param>
/// <param name="Config">The configuration.</param>
/// <param name="Plan">The session's plan.</param>
public sealed record CellSetup(string File, CellConfig Config, SessionPlan Plan)
{
    /// <summary>Number of the cell, 0 to 4095.</summary>
    public int Cell => Plan.Cell;

    /// <summary>Where things lie.</summary>
    public CellPaths Paths { get; } = new(Config, Plan.Cell);

    /// <summary>The users of its processes; null when all run as the one who starts the cell.</summary>
    public CellUsers? Users { get; } = CellUsers.Of(Config);

    /// <summary>The cell's processes, a process for each venue of the plan, in the order in which they are shown.</summary>
    public IReadOnlyList<CellProcess> Processes { get; } = [.. ProcessRoles.All.SelectMany(role => ProcessesOf(role, Plan))];

    /// <summary>The cell's processes of a role.</summary>
    /// <param name="role">The role.</param>
    public IEnumerable<CellProcess> ProcessesOf(ProcessRole role) => ProcessesOf(role, Plan);

    /// <summary>What the configuration gives a process: a section for each role but the supervisor's, whose doors stay closed.</summary>
    /// <param name="role">The process.</param>
    public ProcessSettings SettingsOf(ProcessRole role) => role switch
    {
        ProcessRole.Core or ProcessRole.NextCore => Config.Core,
        ProcessRole.Venue => Config.Venue,
        ProcessRole.Archiver => Config.Archiver,
        ProcessRole.Follower => Config.Follower,
        ProcessRole.Edge => Config.Edge,
        _ => Supervisor,
    };

    /// <summary>
    /// CPU of the core's hot thread: the configured one, or the one that the supervisor chose, or the last that this
    /// process may run on. Fixed when the configuration is loaded, whatever threads are pinned to afterwards.
    /// </summary>
    /// <remarks>
    /// The supervisor starts its processes beside the hot CPU, so the core does not find it among those it runs on.
    /// </remarks>
    public int HotCpu { get; } = Config.Core.Cpu ?? ChosenCpu() ?? LastCpu();

    /// <summary>Variable of the environment by which the supervisor tells its processes the hot CPU.</summary>
    public const string HotCpuVariable = "STRATEGIES_HOT_CPU";

    private static readonly SupervisorSettings Supervisor = new();

    private static IEnumerable<CellProcess> ProcessesOf(ProcessRole role, SessionPlan plan) => role == ProcessRole.Venue
        ? plan.Venues.Select((_, index) => CellProcess.Of(new VenueId((ushort)(index + 1))))
        : [CellProcess.Of(role)];

    private static int? ChosenCpu() => int.TryParse(
        Environment.GetEnvironmentVariable(HotCpuVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int cpu)
        ? cpu
        : null;

    private static int LastCpu()
    {
        IReadOnlyList<int> allowed = CpuMask.Allowed();
        return allowed.Count > 0 ? allowed[^1] : Environment.ProcessorCount - 1;
    }
}
