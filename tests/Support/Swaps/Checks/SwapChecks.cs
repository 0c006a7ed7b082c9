using Strategies.Records;
using Strategies.Session.Results;
using Strategies.Swaps.Days;

namespace Strategies.Swaps.Checks;

/// <summary>What must hold of a day with swaps, against its plan, its journal and the day without swaps.</summary>
public static class SwapChecks
{
    /// <summary>Share of the swaps that must have a fill within ten market messages.</summary>
    public const double FillShareMin = 0.9;

    /// <summary>Checks a day.</summary>
    /// <param name="result">What the session reported.</param>
    /// <param name="day">Its journal.</param>
    /// <param name="plain">The journal of the day without swaps.</param>
    /// <param name="swaps">How many swaps were planned.</param>
    public static IReadOnlyList<SwapCheck> Of(SessionResult result, DaySurvey day, DaySurvey plain, int swaps) =>
    [
        Committed(result, day, swaps),
        OwnCode(day, swaps),
        NothingLost(result, day),
        OrdersKept(result),
        FillsNear(result, day),
        StateRight(day, plain, swaps),
        SameTrading(day, plain),
        NothingCompiled(result),
        AllCollected(result, swaps),
        new("the hot thread allocates nothing", result.HotThreadAllocatedBytes == 0, $"{result.HotThreadAllocatedBytes} bytes"),
    ];

    /// <summary>True when a fill lies within ten market messages of a swap.</summary>
    internal static bool HasFillNear(DaySurvey day, long swapEvent) =>
        day.Fills.Any(fill => Math.Abs(fill.Event - swapEvent) <= SwapMoments.FillReach);

    private static SwapCheck Committed(SessionResult result, DaySurvey day, int swaps)
    {
        int committed = result.Swaps.Count(swap => swap.AtSequence > 0 && swap.Result == HandoverResult.Ready);
        SwapReport? refused = result.Swaps.FirstOrDefault(swap => swap.AtSequence == 0);
        return new SwapCheck(
            "every swap is committed", committed == swaps && day.CommitEvents.Count == swaps,
            $"{committed} of {swaps}{(refused is null ? "" : $", the first refusal: {refused.Reason}")}");
    }

    private static SwapCheck OwnCode(DaySurvey day, int swaps)
    {
        bool isInOrder = day.PublishedVersions.SequenceEqual(Enumerable.Range(1, swaps).Select(version => (long)version));
        return new SwapCheck(
            "after each swap the next version's own code runs", isInOrder,
            $"{day.PublishedVersions.Count()} versions named themselves");
    }

    private static SwapCheck NothingLost(SessionResult result, DaySurvey day)
    {
        long callbacks = day.Published.GetValueOrDefault("callbacks.market", -1);
        bool isRunning = result.Slots[0].State == SlotState.Running;
        return new SwapCheck(
            "no event is lost", result.EventsLost == 0 && callbacks == result.FeedMessages && isRunning,
            $"{result.FeedMessages} in the feed, {result.RecordMessages} in records, {callbacks} counted in carried state"
            + (isRunning ? "" : $"; the slot is {result.Slots[0].State}: {result.Slots[0].QuarantineReason}"));
    }

    private static SwapCheck OrdersKept(SessionResult result)
    {
        SwapReport[] committed = [.. result.Swaps.Where(swap => swap.AtSequence > 0)];
        int least = committed.Length == 0 ? 0 : committed.Min(swap => swap.WorkingOrdersBefore);
        int changed = committed.Count(swap => swap.WorkingOrdersAfter != swap.WorkingOrdersBefore);
        return new SwapCheck(
            "working orders are kept", least >= SwapDay.WorkingOrdersMin && changed == 0,
            $"at least {least} at a swap, {changed} swaps changed their number");
    }

    private static SwapCheck FillsNear(SessionResult result, DaySurvey day)
    {
        int near = day.CommitEvents.Count(swapEvent => HasFillNear(day, swapEvent));
        return new SwapCheck(
            "fills fall within ten market messages of swaps",
            near > 0 && near >= FillShareMin * day.CommitEvents.Count,
            $"{near} of {day.CommitEvents.Count} swaps, {result.Fills} fills in all");
    }

    private static SwapCheck StateRight(DaySurvey day, DaySurvey plain, int swaps)
    {
        string[] same = ["callbacks.market", "digest.events", "digest.block", "timers"];
        string[] differing = [.. same.Where(name => Value(day, name) is not { } value || value != Value(plain, name))];
        long? handovers = Value(day, "handovers");
        long? verified = Value(day, "handovers.verified");
        return new SwapCheck(
            "state is right", differing.Length == 0 && handovers == swaps && verified == swaps,
            $"{handovers} handovers, {verified} found word for word as left; "
            + (differing.Length == 0 ? "counts and digests as on the day without swaps" : $"differing: {string.Join(", ", differing)}"));
    }

    private static SwapCheck SameTrading(DaySurvey day, DaySurvey plain) => new(
        "what is sent is what a day without swaps sends",
        day.Requests == plain.Requests && day.RequestsDigest == plain.RequestsDigest && day.Requests > 0
        && day.Fills.SequenceEqual(plain.Fills),
        $"{day.Requests} requests of {plain.Requests}, digest {day.RequestsDigest:x16}, {day.Fills.Count} fills of {plain.Fills.Count}");

    private static SwapCheck NothingCompiled(SessionResult result)
    {
        int clean = result.Swaps.Count(swap => swap.CompiledMethods == 0);
        return new SwapCheck(
            "nothing is compiled on the hot thread in the 10,000 messages after a swap", clean == result.Swaps.Count,
            $"{clean} of {result.Swaps.Count} swaps; {result.HotThreadCompiledMethods} methods in the whole run");
    }

    private static SwapCheck AllCollected(SessionResult result, int swaps)
    {
        bool isClean = result.Reclaimed is { IsClean: true } report && report.CollectedCount == swaps + 1;
        return new SwapCheck("every context is proven collected", isClean, result.Reclaimed?.ToString() ?? "not reclaimed");
    }

    private static long? Value(DaySurvey day, string name) => day.Published.TryGetValue(name, out long value) ? value : null;
}
