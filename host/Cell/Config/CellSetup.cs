using Strategies.Backtest.Plans;

namespace Strategies.Cell.Config;

/// <summary>A cell's configuration with its plan, all paths absolute.</summary>
/// <param name="File">The configuration's file.</param>
/// <param name="Config">The configuration.</param>
/// <param name="Plan">The session's plan.</param>
public sealed record CellSetup(string File, CellConfig Config, SessionPlan Plan)
{
    /// <summary>Number of the cell, 0 to 4095.</summary>
    public int Cell => Plan.Cell;

    /// <summary>Where things lie.</summary>
    public CellPaths Paths { get; } = new(Config, Plan.Cell);

    /// <summary>CPU of the core's hot thread.</summary>
    public int HotCpu => Config.Core.Cpu ?? Environment.ProcessorCount - 1;
}
