using Strategies.Cell.Processes;

namespace Strategies.Cli.Cells;

/// <summary>What is there at one moment.</summary>
/// <param name="AtNs">The moment, by the monotonic clock.</param>
/// <param name="Threads">The threads of each process that is alive.</param>
/// <param name="Core">The core's counters; empty when there are none.</param>
/// <param name="Published">Last published sequence of each ring.</param>
internal sealed record TopSample(
    long AtNs,
    IReadOnlyDictionary<(CellProcess Process, int Pid), IReadOnlyDictionary<int, ThreadTimes>> Threads,
    IReadOnlyDictionary<CoreCounter, long> Core,
    IReadOnlyDictionary<string, ulong> Published);
