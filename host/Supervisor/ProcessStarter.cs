using System.Diagnostics;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc;

namespace Strategies.Supervisor;

/// <summary>
/// Starts processes of a cell so that they outlive their supervisor: in a session of their own (no terminal's signal
/// reaches them), with their output in a file beside their log.
/// </summary>
/// <param name="setup">The cell.</param>
/// <param name="command">What is started for a process; its environment is completed here.</param>
internal sealed class ProcessStarter(CellSetup setup, Func<ProcessRole, ProcessStartInfo> command)
{
    // The shell gives way to setsid, and that to the program: the process number stays.
    private const string Script = "exec setsid \"$@\" </dev/null >>\"$0\" 2>&1";

    /// <summary>What is started for a process of a cell.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">The program is not there.</exception>
    internal static Func<ProcessRole, ProcessStartInfo> ProgramOf(CellSetup setup)
    {
        string file = ProcessProgram.File;
        return role => new ProcessStartInfo(file, [ProcessRoles.NameOf(role), "--cell", setup.File]);
    }

    /// <summary>The file that a process's standard error goes to.</summary>
    /// <param name="role">The process.</param>
    internal string ErrorFileOf(ProcessRole role) =>
        Path.Combine(setup.Paths.Logs, $"{ProcessRoles.NameOf(role)}.err");

    /// <summary>Starts a process; it inherits the CPUs of the calling thread.</summary>
    /// <param name="role">What it is to be.</param>
    /// <param name="coreEnded">For a core, how the one before it ended; empty when there was none.</param>
    /// <exception cref="CellException">The system does not start it.</exception>
    internal StartedProcess Start(ProcessRole role, string coreEnded = "")
    {
        ProcessStartInfo inner = command(role);
        string errors = ErrorFileOf(role);
        ProcessStartInfo start = new("/bin/sh", ["-c", Script, errors, inner.FileName, .. inner.ArgumentList])
        {
            WorkingDirectory = setup.Paths.Folder,
        };
        foreach ((string name, string? value) in inner.Environment)
        {
            start.Environment[name] = value;
        }

        foreach ((string name, string value) in RoleEnvironment.Of(role, setup))
        {
            start.Environment[name] = value;
        }

        if (coreEnded.Length > 0)
        {
            start.Environment[CoreExit.Variable] = coreEnded;
        }

        long errorsFrom = ErrorTail.LengthOf(errors);
        try
        {
            return new StartedProcess(Process.Start(start)!, errors, errorsFrom, MonotonicClock.NowNs);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            throw new CellException(
                ProcessRoles.NameOf(role),
                $"the process cannot be started: {exception.Message}",
                "look at the limits of processes and memory (ulimit -u, cgroup)");
        }
    }
}
