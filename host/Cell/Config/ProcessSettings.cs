using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>What every process of a cell can be given.</summary>
public abstract record ProcessSettings
{
    /// <summary>
    /// Opens the process to others of its user: the runtime's diagnostics port, debugger and profiler, ptrace, and core dumps.
    /// Whoever may start a program as that user can then load code into it.
    /// </summary>
    public bool Diagnostics { get; init; }

    /// <summary>
    /// The user that the process runs as, by name or number; empty for the one who starts the cell. All processes have one or
    /// none has, and only root starts a cell whose processes do.
    /// </summary>
    [ConfigText(0, 64)]
    public string User { get; init; } = "";
}
