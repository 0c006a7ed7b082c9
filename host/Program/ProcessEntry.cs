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
    /// <param name="process">What to be.</param>
    /// <exception cref="CellException">The configuration cannot be used.</exception>
    /// <exception cref="Ipc.IpcException">A region cannot be had: another such process runs, above all.</exception>
    internal static void Run(string cellFile, CellProcess process)
    {
        CellSetup setup = Require(CellConfigFile.Load(cellFile), process);
        Close(setup, process.Role);
        ProcessContext.Run(setup, process, BodyOf(process.Role));
    }

    /// <summary>Closes this process to others of its user, unless the configuration opens it.</summary>
    /// <param name="setup">The cell.</param>
    /// <param name="role">What it is, or whose child.</param>
    /// <exception cref="CellException">The system does not close it.</exception>
    internal static void Close(CellSetup setup, ProcessRole role)
    {
        PrivateFiles.Begin();
        ProcessPriority.Prepare();
        if (!setup.SettingsOf(role).Diagnostics && RuntimeDoors.Close() is { Length: > 0 } problem)
        {
            throw new CellException(
                ProcessRoles.NameOf(role),
                $"it cannot be closed to ptrace and core dumps: {problem}",
                $"open it with '{ProcessRoles.NameOf(role)}.diagnostics' in {setup.File}");
        }
    }

    private static CellSetup Require(CellSetup setup, CellProcess process) => setup.Processes.Contains(process)
        ? setup
        : throw new CellException(setup.File, $"the cell has no process {process}", "it has one for each venue of its plan");

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
