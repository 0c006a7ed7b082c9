using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;

namespace Strategies.Cell.Regions;

/// <summary>
/// The regions of a cell by name. The core makes the rings of trading, since it alone knows from its journal with which
/// sequence each goes on; the edge makes those to the follower; every process makes its own counters and heartbeat.
/// </summary>
/// <param name="setup">The cell.</param>
public sealed class CellRegions(CellSetup setup)
{
    /// <summary>Ring from the feed (the venue process) to the core: <see cref="Messages.MarketRingType"/>.</summary>
    public const string MarketRing = "market";

    /// <summary>Ring from the venue process to the core: <see cref="Messages.ReportRingType"/>.</summary>
    public const string ReportRing = "reports";

    /// <summary>Ring from the core to the venue process: <see cref="Messages.OrderRingType"/>.</summary>
    public const string OrderRing = "orders";

    /// <summary>Ring from the edge to the core's hot thread: <see cref="Messages.CommandRingType"/>.</summary>
    public const string CommandRing = "commands";

    /// <summary>Ring from the edge to the core's housekeeping: <see cref="Messages.DeploymentRingType"/>.</summary>
    public const string DeploymentRing = "deployments";

    /// <summary>Ring from the edge to the follower: <see cref="Messages.RehearsalRequest"/>.</summary>
    public const string RehearsalRing = "rehearsals";

    /// <summary>Ring from the follower to the edge: <see cref="Messages.RehearsalVerdict"/>.</summary>
    public const string VerdictRing = "verdicts";

    /// <summary>Bytes of the market ring: some seconds of a busy feed, while a core recovers.</summary>
    public const int MarketRingBytes = 1 << 26;

    /// <summary>Bytes of the report and order rings.</summary>
    public const int TradingRingBytes = 1 << 24;

    /// <summary>Bytes of the other rings.</summary>
    public const int ControlRingBytes = 1 << 20;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    /// <summary>Where a region of this cell lies.</summary>
    /// <param name="name">Its name.</param>
    public RegionLocation At(string name) => new(setup.Cell, name, setup.Paths.Memory);

    /// <summary>Where a process's heartbeat lies.</summary>
    /// <param name="role">The process.</param>
    public RegionLocation HeartbeatOf(ProcessRole role) => At($"{ProcessRoles.NameOf(role)}.heartbeat");

    /// <summary>Where a process's counters lie.</summary>
    /// <param name="role">The process.</param>
    public RegionLocation CountersOf(ProcessRole role) => At($"{ProcessRoles.NameOf(role)}.counters");

    /// <summary>Where one of a process's histograms lies.</summary>
    /// <param name="role">The process.</param>
    /// <param name="name">Name of the histogram.</param>
    public RegionLocation HistogramOf(ProcessRole role, string name) => At($"{ProcessRoles.NameOf(role)}.{name}");

    /// <summary>The cell's flags: see <see cref="CellFlags"/>.</summary>
    public RegionLocation Flags => At("flags");

    /// <summary>The session's clock: see <see cref="SessionClock"/>.</summary>
    public RegionLocation Clock => At("clock");

    /// <summary>Opens a ring that another process makes, and waits for it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="IpcException">There is one that cannot be used.</exception>
    public RingBuffer AwaitRing(string name, CancellationToken stop) =>
        Await(() => RingBuffer.Open(At(name)), stop);

    /// <summary>Opens something that another process makes, and waits until it is there.</summary>
    /// <param name="open">Opens it.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="IpcException">There is one that cannot be used.</exception>
    public static T Await<T>(Func<T> open, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return open();
            }
            catch (IpcException exception) when (exception.Fault == IpcFault.RegionMissing)
            {
                stop.ThrowIfCancellationRequested();
                stop.WaitHandle.WaitOne(Poll);
            }
        }
    }

    /// <summary>
    /// Takes over what an ended process left; what is left from before the host's last start is replaced, since memory
    /// cannot have survived that whole.
    /// </summary>
    /// <param name="create">Makes the region by a policy.</param>
    /// <exception cref="IpcException">It cannot be made: its owner is alive, above all.</exception>
    public static T AdoptOrReplace<T>(Func<StalePolicy, T> create)
    {
        try
        {
            return create(StalePolicy.Adopt);
        }
        catch (IpcException exception) when (exception.Fault == IpcFault.Stale)
        {
            return create(StalePolicy.Replace);
        }
    }

    /// <summary>Opens a process's counters for reading; null while there are none.</summary>
    /// <param name="role">The process.</param>
    public Counters? TryOpenCounters(ProcessRole role)
    {
        try
        {
            return Counters.Open(CountersOf(role));
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }

    /// <summary>Opens a process's heartbeat for reading; null while there is none.</summary>
    /// <param name="role">The process.</param>
    public Heartbeat? TryOpenHeartbeat(ProcessRole role)
    {
        try
        {
            return Heartbeat.Open(HeartbeatOf(role));
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }
}
