using Strategies.Cell.Processes;
using Strategies.Cell.Regions;

namespace Strategies.Supervisor;

/// <summary>
/// Where the core is: its last input and its time, as far as there are such. Where it was before it ended, while the next
/// one sets itself up and counts from the beginning. The supervisor's thread only.
/// </summary>
/// <param name="regions">The cell's regions.</param>
internal sealed class CoreMoment(CellRegions regions)
{
    private ulong _sequence;
    private long _timeNs;

    /// <summary>Looks.</summary>
    /// <returns>The last input and its time, ns since 1970-01-01 UTC; 0 for what there is not yet.</returns>
    internal (ulong Sequence, long TimeNs) Read()
    {
        _sequence = Math.Max(_sequence, (ulong)CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.LastSequence));
        _timeNs = Math.Max(_timeNs, CounterReader.Read(regions, ProcessRole.Core, (int)CoreCounter.EngineTimeNs));
        return (_sequence, _timeNs);
    }
}
