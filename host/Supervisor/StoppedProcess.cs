using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>A process that was ended.</summary>
/// <param name="Role">What it was.</param>
/// <param name="Pid">Its process number.</param>
/// <param name="Outcome">How it took it.</param>
public sealed record StoppedProcess(ProcessRole Role, int Pid, StopOutcome Outcome);
