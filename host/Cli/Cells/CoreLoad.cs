namespace Strategies.Cli.Cells;

/// <summary>The core's hot loop over an interval.</summary>
/// <param name="DutyCycle">Share of its turns that found something to do, 0 to 1; null when it made none.</param>
/// <param name="CyclesPerSecond">Turns in a second.</param>
/// <param name="LongCycles">Turns in the interval that were longer than 100 µs.</param>
/// <param name="CycleNsMax">Longest turn of the session, ns.</param>
/// <param name="PinnedCpu">CPU that it is pinned to; -1 for none.</param>
internal sealed record CoreLoad(
    double? DutyCycle, double CyclesPerSecond, long LongCycles, long CycleNsMax, long PinnedCpu);
