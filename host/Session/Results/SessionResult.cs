using HdrHistogram;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Plugins.Retiring;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Session.Results;

/// <summary>What came of a session.</summary>
public sealed class SessionResult
{
    /// <summary>The same counts for each feed, by its number; of a cell's day, which has one feed, none.</summary>
    public IReadOnlyList<FeedReport> Feeds { get; init; } = [];

    /// <summary>Messages (rows) that the feeds' files hold, as their readers counted them.</summary>
    public required long FeedMessages { get; init; }

    /// <summary>Messages in the market-data records that the engine decoded.</summary>
    public required long RecordMessages { get; init; }

    /// <summary>
    /// Messages behind the last one played in files of a day that somebody ended before its feeds were over; they are not
    /// lost.
    /// </summary>
    public long EventsNotPlayed { get; init; }

    /// <summary>
    /// Messages that one of the three counts (file, records, callbacks of a strategy that ran all day) is short of
    /// another; 0 when nothing was lost. What no strategy is told (<see cref="EngineCounters.UntoldMessages"/>) is not lost.
    /// </summary>
    public required long EventsLost { get; init; }

    /// <summary>What a person should know of the feed's file, such as bytes behind its end; empty for nothing.</summary>
    public string FeedRemark { get; init; } = "";

    /// <summary>Counts of the engine.</summary>
    public required EngineCounters Counters { get; init; }

    /// <summary>New orders that left.</summary>
    public required long Orders { get; init; }

    /// <summary>Fills.</summary>
    public required long Fills { get; init; }

    /// <summary>Refusals by reason.</summary>
    public required IReadOnlyDictionary<RejectReason, long> Rejects { get; init; }

    /// <summary>Swaps and rollbacks of the plan.</summary>
    public required IReadOnlyList<SwapReport> Swaps { get; init; }

    /// <summary>Actions of the plan that never came due.</summary>
    public required int ActionsNotRun { get; init; }

    /// <summary>The slots.</summary>
    public required IReadOnlyList<SlotReport> Slots { get; init; }

    /// <summary>
    /// What did not go as the plan has it: slots in quarantine first, then strategies without a subscription, then actions.
    /// </summary>
    public IReadOnlyList<SessionFinding> Findings { get; init; } = [];

    /// <summary>What the slots held and earned at the end of the day, by instrument; nothing where nothing was ever traded.</summary>
    public IReadOnlyList<PositionReport> Positions { get; init; } = [];

    /// <summary>
    /// What the slots had earned over the day, the last ones at its end; none unless they were asked for.
    /// </summary>
    public IReadOnlyList<EquitySample> Equity { get; init; } = [];

    /// <summary>Callbacks that exceeded a budget, the same ones of a slot in one row; the first 256 rows.</summary>
    public required IReadOnlyList<OverrunReport> Overruns { get; init; }

    /// <summary>What was measured of every slot's callbacks, in the order of the slots.</summary>
    public required IReadOnlyList<CallbackNumbers> CallbackNumbers { get; init; }

    /// <summary>From a packet taken over until an order was offered, in ns.</summary>
    public required LongHistogram TickToOrder { get; init; }

    /// <summary>Collections of the process by generation between the first and the last event.</summary>
    public required IReadOnlyList<int> GcCounts { get; init; }

    /// <summary>Bytes that the hot thread allocated between the first and the last event.</summary>
    public required long HotThreadAllocatedBytes { get; init; }

    /// <summary>Methods that were compiled on the hot thread between the first and the last event.</summary>
    public required long HotThreadCompiledMethods { get; init; }

    /// <summary>The CPU that the hot thread was pinned to; -1 when it was not.</summary>
    public required int PinnedCpu { get; init; }

    /// <summary>Inputs in the journal.</summary>
    public required ulong LastSequence { get; init; }

    /// <summary>Outputs in the journal.</summary>
    public required long Outputs { get; init; }

    /// <summary>Digests of the engine's state at the end.</summary>
    public required StateDigestPayload Digest { get; init; }

    /// <summary>Wall time between the first and the last event.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Gaps between the hot loop's iterations; none unless they were asked for.</summary>
    public GapHistory? Gaps { get; init; }

    /// <summary>What became of the contexts of all versions when the day was over.</summary>
    public ReclaimReport? Reclaimed { get; set; }

    /// <summary>
    /// <see cref="System.Diagnostics.Stopwatch"/> times at which the events to mark were reached.
    /// </summary>
    public IReadOnlyList<long> Marks { get; set; } = [];

    /// <summary>Snapshots that the follower took.</summary>
    public int Snapshots { get; set; }

    /// <summary>What ended the follower before the session did; empty when nothing did.</summary>
    public string FollowerFailure { get; set; } = "";

    /// <summary>The journal's folder.</summary>
    public required string JournalDir { get; init; }
}
