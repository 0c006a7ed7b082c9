using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Running;
using Strategies.Processes.Archiver;
using Strategies.Processes.Core;
using Strategies.Processes.Follower;
using Strategies.Processes.Supervisor;
using Strategies.Processes.Venue;

namespace Strategies.Processes;

/// <summary>Becomes one process of a cell, and is it to its end.</summary>
public static class ProcessEntry
{
    /// <summary>Runs a process of a cell on the calling thread.</summary>
    /// <param name="cellFile">The cell's configuration.</param>
    /// <param name="role">What to be.</param>
    /// <param name="edge">The edge, which lies in an assembly of its own.</param>
    /// <exception cref="CellException">The configuration cannot be used.</exception>
    /// <exception cref="Ipc.IpcException">A region cannot be had: another process of this role runs, above all.</exception>
    public static void Run(string cellFile, ProcessRole role, Action<ProcessContext> edge)
    {
        CellSetup setup = CellConfigFile.Load(cellFile);
        using ProcessContext context = ProcessContext.Begin(setup, role);
        try
        {
            Choose(role, edge)(context);
        }
        catch (OperationCanceledException) when (context.Stopping.IsCancellationRequested)
        {
            context.Log.Information("stopped while waiting");
        }
        catch (Exception exception)
        {
            context.Log.Fatal(exception, "ended by {Problem}", exception.Message);
            throw;
        }
    }

    private static Action<ProcessContext> Choose(ProcessRole role, Action<ProcessContext> edge) => role switch
    {
        ProcessRole.Supervisor => SupervisorProcess.Run,
        ProcessRole.Core or ProcessRole.NextCore => CoreProcess.Run,
        ProcessRole.Venue => VenueProcess.Run,
        ProcessRole.Archiver => ArchiverProcess.Run,
        ProcessRole.Follower => FollowerProcess.Run,
        _ => edge,
    };
}
