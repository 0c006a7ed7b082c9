namespace Strategies.Ipc.Metrics;

/// <summary>
/// By what other processes of the same user can get into a process, as it found itself at its start. The numbers are part of
/// the layout.
/// </summary>
[Flags]
public enum ProcessDoors : uint
{
    /// <summary>It has not told.</summary>
    NotTold = 0,

    /// <summary>It has looked; without any other flag nothing is open.</summary>
    Looked = 1,

    /// <summary>The runtime's diagnostics port: a socket by which traces, dumps and a profiler are asked for.</summary>
    DiagnosticsPort = 2,

    /// <summary>The runtime's pipes for a debugger.</summary>
    Debugger = 4,

    /// <summary>A profiler that the environment names.</summary>
    Profiler = 8,

    /// <summary>Startup hooks that the environment names: code that ran before the program's own.</summary>
    StartupHooks = 16,

    /// <summary>ptrace, <c>/proc/PID/mem</c>, and core dumps with all that the process had in memory.</summary>
    Memory = 32,
}
