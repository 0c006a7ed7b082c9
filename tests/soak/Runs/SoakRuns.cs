using Strategies.Cell.Processes;
using Strategies.Crashes;
using Strategies.Soak.Cells;
using Strategies.Soak.Handovers;
using Strategies.Soak.Kills;
using Strategies.Soak.Swaps;

namespace Strategies.Soak.Runs;

/// <summary>All long runs.</summary>
public static class SoakRuns
{
    /// <summary>In the order in which they run.</summary>
    public static IReadOnlyList<SoakRun> All { get; } =
    [
        new SwapSoak("swaps-64b", 64),
        new SwapSoak("swaps-4k", 4_096),
        new SwapSoak("swaps-256k", 262_144),
        new CellSwapSoak(),
        new CrowdSoak(),
        new HandoverSoak(),
        new KillSoak("kills-anywhere", KillMoment.Anywhere, 50),
        new KillSoak("kills-in-swap", KillMoment.InSwap, 10),
        new KillSoak("kills-in-snapshot", KillMoment.InSnapshot, 10),
        new CellKillSoak(ProcessRole.Core, 50),
        new CellKillSoak(ProcessRole.Venue, 50),
        new CellKillSoak(ProcessRole.Archiver, 50),
        new CellKillSoak(ProcessRole.Follower, 50),
        new CellKillSoak(ProcessRole.Edge, 50),
        new CellKillSoak(ProcessRole.Supervisor, 50),
        new CellKillSoak(ProcessRole.NextCore, 50),
        new FatalSoak(5),
    ];
}
