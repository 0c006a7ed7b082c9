using Strategies.Risk.Files;

namespace Strategies.Cell.Config;

/// <summary>How the core runs.</summary>
public sealed record CoreSettings : ProcessSettings
{
    /// <summary>CPU of the hot thread, from 0; none for the machine's last. The others are for housekeeping.</summary>
    [ConfigWhole(0, 1_023)]
    public int? Cpu { get; init; }

    /// <summary>How long the hot loop may be silent, ms, before the supervisor kills the core: 50 to 60,000.</summary>
    [ConfigWhole(50, 60_000)]
    public int WatchdogMs { get; init; } = 1_000;

    /// <summary>Locks the process's memory, so that no page of it is ever fetched from a disk.</summary>
    public bool LockMemory { get; init; } = true;

    /// <summary>
    /// For how many minutes the core remembers every stop of its loop, so that the pauses of swaps can be judged against
    /// other moments when it ends: 0 for none, at most 600.
    /// </summary>
    [ConfigWhole(0, 600)]
    public int GapMinutes { get; init; }

    /// <summary>Size of a journal segment, MiB: 1 to 1,024.</summary>
    [ConfigWhole(1, 1_024)]
    public int SegmentMiB { get; init; } = 64;
}
