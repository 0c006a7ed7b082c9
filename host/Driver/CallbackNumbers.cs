namespace Strategies.Driver;

/// <summary>What was measured of one slot's callbacks since the meter was made.</summary>
/// <param name="Callbacks">Callbacks, Save and Restore included.</param>
/// <param name="MaxNs">The longest, in ns; 0 where the slot has no time budget.</param>
/// <param name="TotalNs">All together, in ns; 0 where the slot has no time budget.</param>
/// <param name="Overruns">Times that a budget was exceeded, those without a record of their own included.</param>
public readonly record struct CallbackNumbers(long Callbacks, long MaxNs, long TotalNs, long Overruns);
