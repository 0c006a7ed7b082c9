namespace Strategies.Cli.Cells;

/// <summary>What a cell's threads, hot loop and rings did in an interval.</summary>
/// <param name="Cell">The cell's number.</param>
/// <param name="IntervalMs">The interval, ms.</param>
/// <param name="Core">The hot loop; null while there is no core.</param>
/// <param name="Threads">The threads, those of the core first, the busiest of each process first.</param>
/// <param name="Rings">The rings that are there.</param>
internal sealed record TopReading(
    int Cell,
    double IntervalMs,
    CoreLoad? Core,
    IReadOnlyList<ThreadRow> Threads,
    IReadOnlyList<RingRow> Rings);
