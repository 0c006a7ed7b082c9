namespace Strategies.Bench.Results;

/// <summary>What the hot thread used, and what happened to it, in the measured part.</summary>
public sealed record HotThreadUse
{
    /// <summary>Bytes it allocated.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Methods that were compiled on it.</summary>
    public required long CompiledMethods { get; init; }

    /// <summary>Times that the scheduler took the CPU away from it; -1 where it cannot be known.</summary>
    public required long InvoluntarySwitches { get; init; }

    /// <summary>Times that it waited of its own; -1 where it cannot be known.</summary>
    public required long VoluntarySwitches { get; init; }

    /// <summary>Pages that it touched first, without reading from the disk; -1 where it cannot be known.</summary>
    public required long PageFaults { get; init; }

    /// <summary>
    /// Time that it was on a CPU, ns; -1 where it cannot be known. What is missing to the wall time others took.
    /// </summary>
    public required long CpuTimeNs { get; init; }

    /// <summary>Collections of generations 0, 1 and 2 in the whole process.</summary>
    public required IReadOnlyList<int> Collections { get; init; }
}
