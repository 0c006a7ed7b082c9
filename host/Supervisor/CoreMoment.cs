using Strategies.Cell.Processes;
using Strategies.Cell.Regions;

namespace Strategies.Supervisor;

/// <summary>Where the core is: its last input and its time, as far as there are such.</summary>
/// <param name="regions">The cell's regions.</param>
internal sealed class CoreMoment(CellRegions regions)
{
    /// <summary>Looks.</summary>
    /// <returns>The last input and its time, ns since 1970-01-01 UTC; 0 for what there is not yet.</returns>
    internal (ulong Sequence, long TimeNs) Read() => (
        (ulong)CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.LastSequence),
        CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.EngineTimeNs));
}
