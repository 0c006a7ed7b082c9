using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Regions;

/// <summary>
/// Words of a cell beside every ring and journal: the way past a process that hangs. Any process; no allocation but in
/// opening.
/// </summary>
/// <remarks>Made by the supervisor; they stay over restarts of every process.</remarks>
public sealed class CellFlags : IDisposable
{
    private const int KillIndex = 0;
    private const int HandoverIndex = 1;

    private static readonly string[] Names = ["kill", "handover"];

    private readonly Flags _flags;

    private CellFlags(Flags flags) => _flags = flags;

    /// <summary>
    /// True while the cell is killed past the core: the venue process blocks new orders and cancels all working ones, and
    /// the core, as soon as it runs, journals a kill of the firm.
    /// </summary>
    public bool IsKilled => _flags.IsRaised(KillIndex);

    /// <summary>
    /// Process number of the next core, once it has caught up and wants to take over; 0 when none does. The running core
    /// then ends at a record boundary.
    /// </summary>
    public long HandoverTo => _flags.Reason(HandoverIndex);

    /// <summary>
    /// Makes the flags, or takes over an ended supervisor's as they are; after a start of the host none is raised.
    /// </summary>
    /// <param name="location">Where they lie.</param>
    /// <exception cref="Ipc.IpcException">They cannot be made.</exception>
    public static CellFlags Create(RegionLocation location) =>
        new(CellRegions.AdoptOrReplace(stale => Flags.Create(location, Names, stale)));

    /// <summary>Opens the flags, to raise them too.</summary>
    /// <param name="location">Where they lie.</param>
    /// <exception cref="Ipc.IpcException">They are not there.</exception>
    public static CellFlags Open(RegionLocation location) => new(Flags.Open(location));

    /// <summary>Opens the flags to look at them only.</summary>
    /// <inheritdoc cref="Open(RegionLocation)"/>
    public static CellFlags Watch(RegionLocation location) => new(Flags.Open(location, isReadOnly: true));

    /// <summary>Kills the cell past the core.</summary>
    public void Kill() => _flags.Raise(KillIndex);

    /// <summary>Takes the kill back: the core's own kill switch stays until it is released.</summary>
    public void Release() => _flags.Clear(KillIndex);

    /// <summary>Asks the running core to end at a record boundary.</summary>
    /// <param name="pid">Process number of the core that takes over.</param>
    /// <returns>False when another asks already.</returns>
    public bool RequestHandover(int pid) => _flags.Raise(HandoverIndex, pid);

    /// <summary>Takes the request back, or ends it after the takeover.</summary>
    public void EndHandover() => _flags.Clear(HandoverIndex);

    /// <summary>Closes the flags; the file stays.</summary>
    public void Dispose() => _flags.Dispose();
}
