using System.Diagnostics;
using Strategies.Driver;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Session.Historical;

/// <summary>Carries the plan's actions out at event boundaries, in the plan's order.</summary>
/// <remarks>
/// The hot thread's. A version that is not prepared yet is waited for: in a backtest the data can wait, so the swap
/// lies at the same record in every run. Live, the command would simply come later.
/// </remarks>
public sealed class ActionRunner
{
    /// <summary>A version that takes longer than this to prepare, a hung one above all, is refused.</summary>
    public static readonly TimeSpan PreparationMax = TimeSpan.FromSeconds(60);

    /// <summary>
    /// So many messages before it is due a swap's path and memory begin to be met, a part of 8 KiB behind each packet.
    /// </summary>
    private const int WarmAhead = 72;

    private const string NotPrepared = "it was not prepared within a minute of being due";

    private readonly EngineDriver _driver;
    private readonly InputWriter _records;
    private readonly ScheduledAction[] _actions;
    private readonly CompileWatch _compiled;
    private int _next;

    private int _warmPart;

    public ActionRunner(EngineDriver driver, InputWriter records, ScheduledAction[] actions)
    {
        _driver = driver;
        _records = records;
        _actions = actions;
        _compiled = new CompileWatch(actions.Length);
    }

    public void RunDue(long messages, long timeNs)
    {
        _compiled.Advance(messages);
        while (_next < _actions.Length && IsDue(_actions[_next], messages))
        {
            Run(_actions[_next++], messages, timeNs);
            _warmPart = 0;
        }

        if (_next < _actions.Length && messages >= _actions[_next].Plan.AtEvent - WarmAhead)
        {
            Warm(_actions[_next]);
        }
    }

    /// <summary>Between two packets, so that none waits for this and the swap together.</summary>
    private void Warm(ScheduledAction action)
    {
        if (action.Plan.Action == PlanActionKind.Swap && action.IsPrepared && !action.IsRefused && _warmPart < WarmAhead)
        {
            _driver.Engine.WarmSwap(action.Slot, action.Swap.PackageHash, _warmPart++);
        }
    }

    /// <summary>No message comes any more.</summary>
    public void EndFeed() => _compiled.End();

    private bool IsDue(ScheduledAction action, long messages)
    {
        int workingOrdersMin = action.Plan.MinWorkingOrders;
        return messages >= action.Plan.AtEvent
            && (workingOrdersMin == 0 || _driver.Engine.WorkingOrdersOf(action.Slot) >= workingOrdersMin);
    }

    private void Run(ScheduledAction action, long messages, long timeNs)
    {
        action.IsDone = true;
        switch (action.Plan.Action)
        {
            case PlanActionKind.Swap:
            case PlanActionKind.Rollback:
                RunSwap(action, messages, timeNs);
                break;
            case PlanActionKind.Kill:
            case PlanActionKind.Release:
                _records.TakeCommand(RecordType.KillSwitch, timeNs, in action.Kill);
                break;
            case PlanActionKind.Limit:
                _records.TakeCommand(RecordType.LimitSet, timeNs, in action.Limit);
                break;
            case PlanActionKind.Parameter:
                _records.TakeCommand(RecordType.ParameterSet, timeNs, in action.Parameter);
                break;
            case PlanActionKind.SessionDown:
            case PlanActionKind.SessionUp:
                _records.TakeFromVenue(
                    RecordType.SessionStatus, new VenueId(action.Session.Venue), timeNs, in action.Session);
                break;
            default:
                _records.TakeCommand(RecordType.SlotControl, timeNs, in action.Control);
                break;
        }
    }

    private static bool TryAwaitPreparation(ScheduledAction action)
    {
        long start = Stopwatch.GetTimestamp();
        while (!action.IsPrepared)
        {
            if (Stopwatch.GetElapsedTime(start) > PreparationMax)
            {
                return false;
            }

            Thread.SpinWait(256);
        }

        return true;
    }

    private void RunSwap(ScheduledAction action, long messages, long timeNs)
    {
        SwapReport report = action.Report!;
        bool isPrepared = action.IsPrepared;
        long due = Stopwatch.GetTimestamp();
        if (!TryAwaitPreparation(action))
        {
            report.Preparation = NotPrepared;
            return;
        }

        if (action.IsRefused)
        {
            return;
        }

        report.AtEvent = messages;
        report.WorkingOrdersBefore = _driver.Engine.WorkingOrdersOf(action.Slot);
        report.FromHash = _driver.Engine.PackageOf(action.Slot);
        // In front of the request: what the swap itself compiles counts.
        _compiled.Begin(report, messages);
        long start = Stopwatch.GetTimestamp();
        ulong request = _records.TakeCommand(RecordType.SwapRequested, timeNs, in action.Swap);
        HandoverPayload handover = _driver.LastHandover;
        RecordType verdict = SwapDecision.Of(_driver, action.Slot, request, out SwapDecisionPayload decision);
        bool isReady = verdict == RecordType.SwapCommitted;
        ulong decided = _records.TakeFromDriver(verdict, timeNs, in decision);
        report.WaitNs = isPrepared ? 0 : (start - due) * (1_000_000_000 / Stopwatch.Frequency);
        report.StartTimestamp = start;
        report.PauseNs = (Stopwatch.GetTimestamp() - start) * (1_000_000_000 / Stopwatch.Frequency);
        report.AtSequence = isReady ? decided : 0;
        report.StateBytes = handover.StateBytes;
        report.Result = handover.Result;
        report.ToHash = _driver.Engine.PackageOf(action.Slot);
        report.WorkingOrdersAfter = _driver.Engine.WorkingOrdersOf(action.Slot);
        if (!isReady)
        {
            report.Refusal = decision.Reason;
        }
    }
}
