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
/// <param name="command">What is started for a process; its environment is made here.</param>
internal sealed class ProcessStarter(CellSetup setup, Func<CellProcess, ProcessStartInfo> command)
{
    // The shell gives way to setsid, and that to the program: the process number stays.
    private const string Script = "umask 077; exec setsid \"$@\" </dev/null >>\"$0\" 2>&1";

    /// <summary>What is started for a process of a cell.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">The program is not there.</exception>
    internal static Func<CellProcess, ProcessStartInfo> ProgramOf(CellSetup setup)
    {
        string file = ProcessProgram.File;
        return process => new ProcessStartInfo(file, [process.Name, "--cell", setup.File]);
    }

    /// <summary>The file that a process's standard error goes to.</summary>
    /// <param name="process">The process.</param>
    internal string ErrorFileOf(CellProcess process) =>
        Path.Combine(setup.Paths.Logs, $"{process.Name}.err");

    /// <summary>Starts a process; it inherits the CPUs of the calling thread.</summary>
    /// <param name="process">What it is to be.</param>
    /// <param name="coreEnded">For a core, how the one before it ended; empty when there was none.</param>
    /// <exception cref="CellException">The system does not start it.</exception>
    internal StartedProcess Start(CellProcess process, string coreEnded = "")
    {
        ProcessStartInfo inner = command(process);
        string errors = ErrorFileOf(process);
        ProcessStartInfo start = new("/bin/sh", [
            "-c", Script, errors, .. UserStart.Words(setup, process.Role), inner.FileName, .. inner.ArgumentList,
        ])
        {
            WorkingDirectory = setup.Paths.Folder,
        };
        ChildEnvironment.Set(start, process.Role, setup);
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
                process.Name,
                $"the process cannot be started: {exception.Message}",
                "look at the limits of processes and memory (ulimit -u, cgroup)");
        }
    }
}
