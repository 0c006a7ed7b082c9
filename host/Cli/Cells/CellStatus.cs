using Strategies.Cell.Incidents;
using Strategies.Edge.Views;
using Strategies.Projection.Views;

namespace Strategies.Cli.Cells;

/// <summary>
/// A cell at one moment: as shared memory shows it, counters by name and empty where there are none, and what its edge has
/// read in the journal, null where that does not answer.
/// </summary>
internal sealed record CellStatus
{
    /// <summary>The cell's number.</summary>
    public required int Cell { get; init; }

    /// <summary>The cell's configuration.</summary>
    public required string File { get; init; }

    /// <summary>Session time, ns since 1970-01-01 UTC; null while there is no clock.</summary>
    public long? SessionTimeNs { get; init; }

    /// <summary>Session time in words.</summary>
    public string SessionTime { get; init; } = "-";

    /// <summary>Seconds of the session in one of the wall clock.</summary>
    public long Speed { get; init; }

    /// <summary>True while the cell is killed past the core; null while there are no flags.</summary>
    public bool? IsKilled { get; init; }

    /// <summary>Process number of a core that wants to take over; 0 for none.</summary>
    public long HandoverTo { get; init; }

    /// <summary>Inputs that the archiver is behind the core with what survives a loss of power.</summary>
    public long? DurableLag { get; init; }

    /// <summary>Inputs that the follower is behind the core.</summary>
    public long? FollowerLag { get; init; }

    /// <summary>From a packet taken out of its ring until an order is in the order ring; null where the core does not tell.</summary>
    public LatencyView? TickToOrder { get; init; }

    /// <summary>The longest turns of the hot loop; null where the core does not tell.</summary>
    public LongestTurnView? LongestTurn { get; init; }

    /// <summary>
    /// By what others can get into processes that run, each with the key that opens it; <c>closed</c> when nothing is open, <c>-</c>
    /// when nothing runs.
    /// </summary>
    public string Diagnostics { get; init; } = "-";

    /// <summary>What happened to the cell's processes, oldest first, the last 200; also when they are all dead.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>Why the edge is not heard; empty when it is.</summary>
    public string EdgeProblem { get; init; } = "";

    /// <summary>The day: whether it has ended, why new orders are held, what was counted.</summary>
    public DayView? Day { get; init; }

    /// <summary>The slots.</summary>
    public IReadOnlyList<SlotView>? Slots { get; init; }

    /// <summary>Kill switches that are set, of whatever scope.</summary>
    public IReadOnlyList<KillView>? Kills { get; init; }

    /// <summary>Positions and profit per slot and instrument.</summary>
    public IReadOnlyList<PositionView>? Positions { get; init; }

    /// <summary>Working orders, slot by slot; the first 200 of them.</summary>
    public IReadOnlyList<OrderView>? OpenOrders { get; init; }

    /// <summary>The last 200 alerts, the oldest first.</summary>
    public IReadOnlyList<AlertView>? Alerts { get; init; }

    /// <summary>The processes.</summary>
    public required IReadOnlyList<ProcessRow> Processes { get; init; }

    /// <summary>The supervisor's counters.</summary>
    public required IReadOnlyDictionary<string, long> Supervisor { get; init; }

    /// <summary>The core's counters.</summary>
    public required IReadOnlyDictionary<string, long> Core { get; init; }

    /// <summary>The counters of each venue's process, by the process's name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Venues { get; init; }

    /// <summary>The archiver's counters.</summary>
    public required IReadOnlyDictionary<string, long> Archiver { get; init; }

    /// <summary>The follower's counters.</summary>
    public required IReadOnlyDictionary<string, long> Follower { get; init; }

    /// <summary>The edge's counters.</summary>
    public required IReadOnlyDictionary<string, long> Edge { get; init; }

    /// <summary>The same with what the edge says.</summary>
    /// <param name="answer">What it says, or why it does not.</param>
    public CellStatus With((CellStatusView? View, string Problem) answer) => this with
    {
        EdgeProblem = answer.Problem,
        Day = answer.View?.Day,
        Slots = answer.View?.Slots,
        Kills = answer.View?.Kills,
        Positions = answer.View?.Positions,
        OpenOrders = answer.View?.OpenOrders,
        Alerts = answer.View?.Alerts,
    };
}
