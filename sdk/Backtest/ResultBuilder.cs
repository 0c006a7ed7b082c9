using Strategies.Driver;
using Strategies.Engine;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Historical;
using Strategies.Session.Results;

namespace Strategies.Backtest;

/// <summary>Puts a session's result together when it has ended.</summary>
internal sealed class ResultBuilder(
    SessionSetup setup,
    FeedSurvey survey,
    EngineDriver driver,
    HistoricalDriver historical,
    DayReport report,
    HotRun hot,
    ScheduledAction[] scheduled,
    FaultLog faults,
    GapHistory? gaps)
{
    private const string MarketCallbacks = "callbacks.market";

    internal SessionResult Build(string journalDir, long endNs)
    {
        EngineCounters counters = driver.Engine.Counters;
        List<SlotReport> slots = [.. setup.Plan.Slots.Select(Slot)];
        long feedMessages = survey.Messages;
        List<FeedReport> feeds = [.. setup.Feeds.Select(feed => new FeedReport(
            feed.Number,
            setup.Venues[feed.Venue.Value - 1].Name,
            feed.Plan.File,
            survey.Feeds[feed.Number - 1],
            historical.MessagesOf(feed.Number)))];
        return new SessionResult
        {
            Feeds = feeds,
            FeedMessages = feedMessages,
            RecordMessages = counters.MarketMessages,
            EventsLost = EventsLost(feeds, feedMessages, in counters, slots),
            FeedRemark = survey.Remark,
            Counters = counters,
            Orders = driver.Metrics.OrdersOffered,
            Fills = driver.Metrics.Fills,
            Rejects = driver.Metrics.Rejects,
            Swaps = [.. scheduled.Where(action => action.Report is not null).Select(action => action.Report!)],
            ActionsNotRun = scheduled.Count(action => !action.IsDone),
            Slots = slots,
            Positions = PositionReport.Of(setup, report.Positions),
            Equity = Equity(endNs),
            Findings = DayFindings.Of(
                setup, Quarantines(), faults.Faults, slot => report.Subscribed[slot - 1],
                scheduled.Select(action => action.NotRun).OfType<SessionFinding>()),
            Overruns = Overruns(),
            CallbackNumbers = [.. setup.Plan.Slots.Select(slot =>
                driver.Meter?.NumbersOf(setup.SlotNumber(slot.Name)) ?? default)],
            TickToOrder = driver.Metrics.TickToOrder,
            GcCounts = hot.GcCounts,
            HotThreadAllocatedBytes = hot.AllocatedBytes,
            HotThreadCompiledMethods = hot.CompiledMethods,
            PinnedCpu = hot.PinnedCpu,
            LastSequence = driver.LastSequence,
            Outputs = driver.Metrics.Outputs,
            Digest = report.Digest,
            Elapsed = hot.Elapsed,
            Gaps = gaps,
            JournalDir = journalDir,
        };
    }

    /// <summary>
    /// The three counts against each other. A strategy's count is compared when the universe is one instrument, which
    /// every strategy subscribes to, and the slot ran from the first to the last event.
    /// </summary>
    private long EventsLost(List<FeedReport> feeds, long feedMessages, in EngineCounters counters, List<SlotReport> slots)
    {
        // Feed by feed: what one lacks must not be made up for by another.
        long lost = Math.Max(
            Math.Abs(feedMessages - counters.MarketMessages),
            feeds.Sum(feed => Math.Abs(feed.FeedMessages - feed.RecordMessages)));
        long toldMessages = feedMessages - counters.UntoldMessages;
        if (setup.Universe.Length == 1)
        {
            foreach (
                SlotReport slot in slots.Where(slot => slot.State == SlotState.Running && slot.MarketCallbacks >= 0
                    && slot.QuarantineReason.Length == 0))
            {
                lost = Math.Max(lost, Math.Abs(toldMessages - slot.MarketCallbacks));
            }
        }

        return lost;
    }

    /// <summary>What was noted, and the end of the day, at which no packet comes.</summary>
    private List<EquitySample> Equity(long endNs)
    {
        if (historical.Equity is not { } samples)
        {
            return [];
        }

        List<EquitySample> equity = [.. samples.Taken];
        for (int slot = 1; slot <= setup.Plan.Slots.Count; slot++)
        {
            foreach (Currency currency in samples.Currencies)
            {
                List<PositionPayload> own = [.. report.Positions.Where(position =>
                    position.Slot == slot && setup.Universe[position.Instrument - 1].Currency == currency)];
                equity.Add(new EquitySample(
                    endNs,
                    slot,
                    currency,
                    own.Aggregate(Int128.Zero, (sum, position) => sum + position.Realised),
                    own.Aggregate(Int128.Zero, (sum, position) => sum + position.Unrealised),
                    own.Aggregate(Int128.Zero, (sum, position) => sum + position.Fees)));
            }
        }

        return equity;
    }

    private List<(ulong Sequence, SlotStatePayload State)> Quarantines()
    {
        List<(ulong Sequence, SlotStatePayload State)> quarantines = [];
        for (int index = 0; index < driver.Metrics.Quarantines.Length; index++)
        {
            quarantines.Add((driver.Metrics.QuarantinedAt[index], driver.Metrics.Quarantines[index]));
        }

        return quarantines;
    }

    private List<OverrunReport> Overruns()
    {
        List<OverrunReport> overruns = [];
        foreach (CallbackOverrunPayload overrun in driver.Metrics.Overruns)
        {
            overruns.Add(new OverrunReport(
                setup.Plan.Slots[overrun.Slot - 1].Name,
                overrun.Kind,
                overrun.Call,
                overrun.Measured,
                overrun.Budget,
                overrun.CauseSequence,
                overrun.Action,
                overrun.Count));
        }

        return overruns;
    }

    private SlotReport Slot(SlotPlan plan)
    {
        int number = setup.SlotNumber(plan.Name);
        string quarantine = "";
        foreach (SlotStatePayload state in driver.Metrics.Quarantines)
        {
            quarantine = state.Slot == number ? state.Reason.ToString() : quarantine;
        }

        return new SlotReport(
            plan.Name,
            report.States[number - 1],
            report.Positions.Where(position => position.Slot == number).Sum(position => position.Quantity),
            report.Published.GetValueOrDefault((number, MarketCallbacks), -1),
            quarantine);
    }
}
