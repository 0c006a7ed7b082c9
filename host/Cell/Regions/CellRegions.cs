using Strategies.Cell.Access;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Sdk;

namespace Strategies.Cell.Regions;

/// <summary>
/// The regions of a cell by name. The core makes the rings of trading, since it alone knows from its journal with which
/// sequence each goes on; the edge makes those to the follower; every process makes its own counters and heartbeat.
/// </summary>
/// <param name="setup">The cell.</param>
public sealed class CellRegions(CellSetup setup)
{

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

    /// <summary>Ring from a feed (its venue's process) to the core: <see cref="Messages.MarketRingType"/>.</summary>
    /// <param name="feed">Number of the feed, from 1.</param>
    public static string MarketRing(ushort feed) => Numbered("market", feed);

    /// <summary>Ring from a venue's process to the core: <see cref="Messages.ReportRingType"/>.</summary>
    /// <param name="venue">The venue.</param>
    public static string ReportRing(VenueId venue) => Numbered("reports", venue.Value);

    /// <summary>Ring from the core to a venue's process: <see cref="Messages.OrderRingType"/>.</summary>
    /// <param name="venue">The venue.</param>
    public static string OrderRing(VenueId venue) => Numbered("orders", venue.Value);

    /// <summary>Names of all rings of the cell, those of trading first.</summary>
    public IReadOnlyList<string> RingNames { get; } =
    [
        .. setup.Plan.Feeds.Select((_, index) => MarketRing((ushort)(index + 1))),
        .. setup.ProcessesOf(ProcessRole.Venue).Select(process => ReportRing(process.Venue)),
        .. setup.ProcessesOf(ProcessRole.Venue).Select(process => OrderRing(process.Venue)),
        CommandRing,
        DeploymentRing,
        RehearsalRing,
        VerdictRing,
    ];

    /// <summary>Where a region of this cell lies.</summary>
    /// <param name="name">Its name.</param>
    public RegionLocation At(string name) =>
        new(setup.Cell, name, setup.Paths.Memory) { Access = CellAccess.RuleOf(setup, name) };

    /// <summary>Where a process's heartbeat lies.</summary>
    /// <param name="process">The process.</param>
    public RegionLocation HeartbeatOf(CellProcess process) => At($"{process.Name}.heartbeat");

    /// <summary>Where a process's counters lie.</summary>
    /// <param name="process">The process.</param>
    public RegionLocation CountersOf(CellProcess process) => At($"{process.Name}.counters");

    /// <summary>Where one of a process's histograms lies.</summary>
    /// <param name="process">The process.</param>
    /// <param name="name">Name of the histogram.</param>
    public RegionLocation HistogramOf(CellProcess process, string name) => At($"{process.Name}.{name}");

    /// <summary>Where the core counts its latencies from a packet taken out of its ring until an order is in the order ring.</summary>
    public RegionLocation TickToOrder => HistogramOf(ProcessRole.Core, "tick-to-order");

    /// <summary>Where the owner of a venue's session keeps what its successor has to know.</summary>
    /// <param name="process">The venue's process.</param>
    public RegionLocation SessionOf(CellProcess process) => At($"{process.Name}.port");

    /// <summary>Where a venue's simulated exchange keeps what outlives its process.</summary>
    /// <param name="process">The venue's process.</param>
    public RegionLocation ExchangeOf(CellProcess process) => At($"{process.Name}.exchange");

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
    /// <param name="process">The process.</param>
    public Counters? TryOpenCounters(CellProcess process)
    {
        try
        {
            return Counters.Open(CountersOf(process));
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }

    /// <summary>Opens a process's heartbeat for reading; null while there is none.</summary>
    /// <param name="process">The process.</param>
    public Heartbeat? TryOpenHeartbeat(CellProcess process)
    {
        try
        {
            return Heartbeat.Open(HeartbeatOf(process));
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }

    /// <summary>The first has the plain name, as in a cell that has one only.</summary>
    private static string Numbered(string name, ushort number) => number <= 1 ? name : $"{name}-{number}";
}
