using System.Runtime.InteropServices;
using Strategies.Ipc.Memory;

namespace Strategies.Supervisor;

/// <summary>Signals to processes that may not be this one's children.</summary>
internal static partial class Signals
{
    internal const int Kill = 9;
    internal const int Terminate = 15;

    /// <summary>Asks a process to end in order (SIGTERM).</summary>
    /// <param name="process">The process; one that has ended, and whoever has its number now, is left alone.</param>
    /// <returns>False when it has ended or is not this user's.</returns>
    internal static bool AskToEnd(ProcessIdentity process) => process.IsAlive() && Send(process.Pid, Terminate) == 0;

    /// <summary>Ends a process at once (SIGKILL).</summary>
    /// <inheritdoc cref="AskToEnd(ProcessIdentity)"/>
    internal static bool End(ProcessIdentity process) => process.IsAlive() && Send(process.Pid, Kill) == 0;

    /// <summary>Asks a child to end in order, unless it has ended or was never started.</summary>
    /// <param name="child">The child, whose number is its own until it is waited for.</param>
    internal static void AskToEnd(System.Diagnostics.Process? child)
    {
        if (child is { HasExited: false })
        {
            Send(child.Id, Terminate);
        }
    }

    /// <summary>Name of a signal that ends processes.</summary>
    /// <param name="signal">Its number.</param>
    internal static string NameOf(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        Kill => "SIGKILL",
        11 => "SIGSEGV",
        Terminate => "SIGTERM",
        _ => $"signal {signal}",
    };

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int pid, int signal);
}
