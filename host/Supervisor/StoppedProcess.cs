using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>A process that was ended.</summary>
/// <param name="Process">What it was.</param>
/// <param name="Pid">Its process number.</param>
/// <param name="Outcome">How it took it.</param>
public sealed record StoppedProcess(CellProcess Process, int Pid, StopOutcome Outcome);
