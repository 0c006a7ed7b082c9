using System.Diagnostics;
using System.Runtime.InteropServices;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>Runs a supervisor that ends with the one who asked for it: its words go where that one's go.</summary>
public static class AttachedSupervisor
{
    /// <summary>Runs it to its end. Ctrl-C reaches it by itself; a SIGTERM to this process is handed on.</summary>
    /// <param name="setup">The cell.</param>
    /// <returns>Its exit code, and the last error that it said with its hint; empty when it said none.</returns>
    /// <exception cref="CellException">The program is not there, or the system does not start it.</exception>
    public static (int ExitCode, string Error, string Hint) Run(CellSetup setup)
    {
        ProcessStartInfo start = ProcessStarter.ProgramOf(setup)(ProcessRole.Supervisor);
        ChildEnvironment.Set(start, ProcessRole.Supervisor, setup);
        start.RedirectStandardError = true;
        Process? child = null;
        using PosixSignalRegistration interrupt =
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            Signals.AskToEnd(Volatile.Read(ref child));
        });
        try
        {
            Volatile.Write(ref child, Process.Start(start));
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            throw new CellException(
                ProcessRoles.NameOf(ProcessRole.Supervisor), $"it cannot be started: {exception.Message}", "look at the limits");
        }

        using (child)
        {
            (string error, string hint) = Pass(child!.StandardError);
            child.WaitForExit();
            return (child.ExitCode, error, hint);
        }
    }

    /// <summary>Passes on what it says, line by line, and remembers its last error.</summary>
    private static (string Error, string Hint) Pass(StreamReader said)
    {
        const string Error = "error: ";
        const string Hint = "hint: ";
        string error = "";
        string hint = "";
        while (said.ReadLine() is { } line)
        {
            Console.Error.WriteLine(line);
            if (line.StartsWith(Error, StringComparison.Ordinal))
            {
                (error, hint) = (line[Error.Length..], "");
            }
            else if (line.StartsWith(Hint, StringComparison.Ordinal))
            {
                hint = line[Hint.Length..];
            }
        }

        return (error, hint);
    }
}
