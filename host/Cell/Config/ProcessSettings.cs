namespace Strategies.Cell.Config;

/// <summary>What every process of a cell can be given.</summary>
public abstract record ProcessSettings
{
    /// <summary>
    /// Opens the process to others of its user: the runtime's diagnostics port, debugger and profiler, ptrace, and core dumps.
    /// Whoever may start a program as that user can then load code into it.
    /// </summary>
    public bool Diagnostics { get; init; }
}
