using HdrHistogram;
using Strategies.Cli.Output;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary>A session's result as one JSON object; key names are stable.</summary>
internal static class BacktestJson
{
    internal static Dictionary<string, object?> Of(SessionResult result, ReplayVerdict? replayed, bool isKept = true) => new()
    {
        ["findings"] = result.Findings.Select(Finding).ToArray(),
        ["events"] = result.FeedMessages,
        ["eventsLost"] = result.EventsLost,
        ["eventsNotPlayed"] = result.EventsNotPlayed,
        ["eventsNotTold"] = result.Counters.UntoldMessages,
        ["feedRemark"] = result.FeedRemark.Length > 0 ? result.FeedRemark : null,
        ["crossedRows"] = result.Counters.CrossedBooks,
        ["orders"] = result.Orders,
        ["fills"] = result.Fills,
        ["rejectsByReason"] = result.Rejects.ToDictionary(reject => Words.Reason(reject.Key), reject => reject.Value),
        ["swaps"] = result.Swaps.Select(Swap).ToArray(),
        ["overruns"] = result.Overruns.Select(Overrun).ToArray(),
        ["callbacks"] = result.Slots.Zip(result.CallbackNumbers).ToDictionary(slot => slot.First.Name, slot => new
        {
            count = slot.Second.Callbacks,
            maxNs = slot.Second.MaxNs,
            totalNs = slot.Second.TotalNs,
            overruns = slot.Second.Overruns,
        }),
        ["pnl"] = result.Slots.ToDictionary(slot => slot.Name, slot => ProfitByCurrency(slot.Name, result.Positions)),
        ["positions"] = result.Positions.Select(Position).ToArray(),
        ["tickToOrderNs"] = Percentiles(result.TickToOrder),
        ["gcCounts"] = new { gen0 = result.GcCounts[0], gen1 = result.GcCounts[1], gen2 = result.GcCounts[2] },
        ["journalDir"] = isKept ? result.JournalDir : null,
        ["replayDigestMatch"] = replayed?.IsMatch,
        ["restoredStatesMatch"] = replayed?.AreStatesEqual,
        ["stateSeed"] = replayed?.StateSeed,
        ["eventsInRecords"] = result.RecordMessages,
        ["feeds"] = result.Feeds.Select(Feed).ToArray(),
        ["eventsByStrategy"] = result.Slots.ToDictionary(slot => slot.Name, slot => slot.MarketCallbacks),
        ["slots"] = result.Slots.ToDictionary(slot => slot.Name, slot => new
        {
            state = slot.State.ToString(),
            position = slot.Position,
            quarantineReason = slot.QuarantineReason,
        }),
        ["hotThread"] = new
        {
            allocatedBytes = result.HotThreadAllocatedBytes,
            compiledMethods = result.HotThreadCompiledMethods,
            pinnedCpu = result.PinnedCpu,
            elapsedMs = (long)result.Elapsed.TotalMilliseconds,
        },
        ["contexts"] = new
        {
            collected = result.Reclaimed?.CollectedCount,
            alive = result.Reclaimed?.Alive.Select(context => context.ToString()).ToArray(),
        },
        ["inputs"] = result.LastSequence,
        ["outputs"] = result.Outputs,
        ["actionsNotRun"] = result.ActionsNotRun,
        ["snapshots"] = result.Snapshots,
        ["stateDigest"] = new
        {
            books = $"{result.Digest.Books:x16}",
            orders = $"{result.Digest.Orders:x16}",
            positions = $"{result.Digest.Positions:x16}",
            strategies = $"{result.Digest.Strategies:x16}",
        },
    };

    /// <summary>What a slot earned; amounts of different currencies have no sum.</summary>
    internal static SortedDictionary<string, decimal> ProfitByCurrency(string slot, IReadOnlyList<PositionReport> positions) => new(
        positions.Where(position => position.Slot == slot).GroupBy(position => position.Currency)
            .ToDictionary(currency => currency.Key, currency => currency.Sum(position => position.Profit)),
        StringComparer.Ordinal);

    private static object Position(PositionReport position) => new
    {
        slot = position.Slot,
        instrument = position.Instrument,
        currency = position.Currency,
        quantity = position.Quantity,
        realised = position.Realised,
        unrealised = position.Unrealised,
        fees = position.Fees,
        profit = position.Profit,
    };

    private static object Feed(FeedReport feed) => new
    {
        feed = feed.Feed,
        venue = feed.Venue,
        file = feed.File,
        events = feed.FeedMessages,
        eventsInRecords = feed.RecordMessages,
    };

    private static object Finding(SessionFinding finding) => new
    {
        kind = finding.Kind.ToString(),
        slot = finding.Slot.Length > 0 ? finding.Slot : null,
        text = finding.Text,
        atSequence = finding.AtSequence,
        method = finding.Method.Length > 0 ? finding.Method : null,
        file = finding.Source.File,
        line = finding.Source.IsKnown ? finding.Source.Line : (int?)null,
    };

    private static object Swap(SwapReport swap) => new
    {
        slot = swap.Slot,
        kind = swap.Kind.ToString().ToLowerInvariant(),
        fromHash = swap.FromHash.ToString(),
        toHash = swap.ToHash.ToString(),
        atSequence = swap.AtSequence,
        pauseNs = swap.PauseNs,
        stateBytes = swap.StateBytes,
        atEvent = swap.AtEvent,
        workingOrdersBefore = swap.WorkingOrdersBefore,
        workingOrdersAfter = swap.WorkingOrdersAfter,
        result = swap.Result.ToString(),
        reason = swap.Reason,
    };

    private static object Overrun(OverrunReport overrun) => new
    {
        slot = overrun.Slot,
        kind = overrun.Kind.ToString().ToLowerInvariant(),
        call = overrun.Call.ToString(),
        measured = overrun.Measured,
        budget = overrun.Budget,
        atSequence = overrun.AtSequence,
        action = overrun.Action.ToString(),
        count = overrun.Count,
    };

    private static object Percentiles(LongHistogram histogram) => new
    {
        p50 = histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(50),
        p99 = histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(99),
        p999 = histogram.TotalCount == 0 ? 0 : histogram.GetValueAtPercentile(99.9),
    };
}
