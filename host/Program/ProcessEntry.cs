using Strategies.Archiver;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Core;
using Strategies.Edge;
using Strategies.Follower;
using Strategies.Gateways;
using Strategies.Supervisor;

namespace Strategies.Program;

/// <summary>Becomes one process of a cell, and is it to its end.</summary>
internal static class ProcessEntry
{
    /// <summary>Runs a process of a cell on the calling thread.</summary>
    /// <param name="cellFile">The cell's configuration.</param>
    /// <param name="role">What to be.</param>
    /// <exception cref="CellException">The configuration cannot be used.</exception>
    /// <exception cref="Ipc.IpcException">A region cannot be had: another process of this role runs, above all.</exception>
    internal static void Run(string cellFile, ProcessRole role) =>
        ProcessContext.Run(CellConfigFile.Load(cellFile), role, BodyOf(role));

    private static Action<ProcessContext> BodyOf(ProcessRole role) => role switch
    {
        ProcessRole.Supervisor => SupervisorProcess.Run,
        ProcessRole.Core or ProcessRole.NextCore => CoreProcess.Run,
        ProcessRole.Venue => VenueProcess.Run,
        ProcessRole.Archiver => ArchiverProcess.Run,
        ProcessRole.Follower => FollowerProcess.Run,
        _ => EdgeProcess.Run,
    };
}
