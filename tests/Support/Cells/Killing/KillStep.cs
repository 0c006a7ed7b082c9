using Strategies.Cell.Processes;

namespace Strategies.Cells.Killing;

/// <summary>A kill that is to happen.</summary>
/// <param name="Role">What to kill.</param>
/// <param name="Moment">When.</param>
public readonly record struct KillStep(ProcessRole Role, KillMoment Moment = KillMoment.Anywhere);
