using Strategies.Cell.Processes;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor;

/// <summary>How long a process may be silent before the watchdog kills it.</summary>
internal static class SilenceLimits
{
    private const long MsNs = 1_000_000;
    private const long WorkingNs = 10_000 * MsNs;
    private const long StartingNs = 60_000 * MsNs;

    /// <summary>From when on a silence that has ended is told, ns; of one who sets itself up none is.</summary>
    /// <param name="role">The process.</param>
    /// <param name="state">What it says it is at.</param>
    /// <remarks>Longer than a watcher's own standstill counts: see <see cref="SilenceMeter"/>.</remarks>
    internal static long ToldNs(ProcessRole role, HeartbeatState state) => state switch
    {
        HeartbeatState.Running when role == ProcessRole.Core => 150 * MsNs,
        HeartbeatState.Running => 1_000 * MsNs,
        _ => long.MaxValue,
    };

    /// <summary>The limit, ns.</summary>
    /// <param name="role">The process.</param>
    /// <param name="state">What it says it is at.</param>
    /// <param name="watchdogMs">The limit for a core at work, ms.</param>
    /// <remarks>
    /// A core at work has the configured one. All others, and a core that has said that it has ended, have ten seconds;
    /// whoever sets itself up, replays or finishes has a minute.
    /// </remarks>
    internal static long Of(ProcessRole role, HeartbeatState state, int watchdogMs) => state switch
    {
        HeartbeatState.Running when role == ProcessRole.Core => watchdogMs * MsNs,
        HeartbeatState.Running or HeartbeatState.Stopped => WorkingNs,
        _ => StartingNs,
    };
}
