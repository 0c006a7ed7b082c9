using HdrHistogram;

namespace Strategies.Bench.Results;

/// <summary>What a benchmark found.</summary>
public sealed class BenchResult
{
    /// <summary>The engine's figures.</summary>
    public required Figures Engine { get; init; }

    /// <summary>The bare loop's, of the same run on the same thread.</summary>
    public required Figures Baseline { get; init; }

    /// <summary>The live loop's figures, over rings in shared memory.</summary>
    public required LiveFigures Live { get; init; }

    /// <summary>All tick-to-order times, ns.</summary>
    public required HistogramBase TickToOrder { get; init; }

    /// <summary>Gate calls measured one by one, the timer's cost included, ns.</summary>
    public required Percentiles GateSingleNs { get; init; }

    /// <summary>Journal appends measured one by one, the timer's cost included, ns.</summary>
    public required Percentiles JournalAppendSingleNs { get; init; }

    /// <summary>Median cost of reading the timer; it is in every tick-to-order time once, and is not taken off, ns.</summary>
    public required long TimerNs { get; init; }

    /// <summary>What the hot thread did in the measured part.</summary>
    public required HotThreadUse HotThread { get; init; }

    /// <summary>Counts of the measured part.</summary>
    public required BenchCounts Counts { get; init; }

    /// <summary>The CPU that the hot thread was pinned to; -1 when it could not be pinned.</summary>
    public required int Cpu { get; init; }

    /// <summary>Why it could not be pinned; empty when it was.</summary>
    public required string PinProblem { get; init; }

    /// <summary>The machine.</summary>
    public required MachineInfo Machine { get; init; }

    /// <summary>Type of the file system that held the journal.</summary>
    public required string FileSystem { get; init; }

    /// <summary>True when an archiver on the other CPUs brought it to the disk meanwhile.</summary>
    public required bool IsArchived { get; init; }

    /// <summary>Where the journal was, or still is when it was kept.</summary>
    public required string JournalDir { get; init; }

    /// <summary>The day that was copied.</summary>
    public required string Feed { get; init; }

    /// <summary>Wall time of the measured part.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>True when the hot thread had a CPU of its own to be measured on.</summary>
    public bool IsPinned => Cpu >= 0;
}
