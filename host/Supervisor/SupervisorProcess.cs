using System.Diagnostics;
using System.Runtime.InteropServices;
using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>The supervisor process.</summary>
public static class SupervisorProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    public static void Run(ProcessContext context) =>
        Run(context, ProcessStarter.ProgramOf(context.Setup), new SupervisorPatience());

    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="command">What is started for a process of the cell.</param>
    /// <param name="patience">How long it waits for them.</param>
    internal static void Run(
        ProcessContext context, Func<CellProcess, ProcessStartInfo> command, SupervisorPatience patience)
    {
        // A terminal that closes ends neither the supervisor nor what it watches.
        using PosixSignalRegistration hangup = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP, signal => signal.Cancel = true);
        using CellSupervisor supervisor = new(context, new ProcessStarter(context.Setup, command), patience);
        // Behind what the supervisor itself has put in order there, in front of the others.
        CellFolders.Share(context.Setup);
        supervisor.Run();
    }
}
