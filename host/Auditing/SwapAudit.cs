using Strategies.Cell.Processes;
using Strategies.Engine;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Results;

namespace Strategies.Auditing;

/// <summary>The swaps of a day, out of its records; how long each took comes from the core's report.</summary>
/// <param name="cores">What the cores measured, in their order.</param>
public sealed class SwapAudit(IReadOnlyList<CoreReport> cores)
{
    private readonly List<(SwapRequestedPayload Request, SwapReport Report)> _swaps = [];
    private readonly Dictionary<ulong, SwapReport> _bySequence = [];
    private readonly Dictionary<CoreReport, int> _committed = [];

    /// <summary>What stands before a record is applied.</summary>
    public void Before(in RecordHeader header, ReadOnlySpan<byte> record, TradingEngine engine, long messages)
    {
        if (header.Type != RecordType.SwapRequested || header.SourceId == SourceIds.Plan)
        {
            return;
        }

        SwapRequestedPayload request = RecordWriter.Payload<SwapRequestedPayload>(record);
        if (request.Kind == SwapKind.Deploy || request.Slot < 1 || request.Slot > engine.SlotCount)
        {
            return;
        }

        SwapReport report = new()
        {
            Slot = engine.NameOf(request.Slot),
            Kind = request.Kind == SwapKind.Rollback ? PlanActionKind.Rollback : PlanActionKind.Swap,
            FromHash = engine.PackageOf(request.Slot),
            AtEvent = messages,
            WorkingOrdersBefore = engine.WorkingOrdersOf(request.Slot),
        };
        _swaps.Add((request, report));
        _bySequence[header.Sequence] = report;
    }

    /// <summary>What stands behind it.</summary>
    public void After(in RecordHeader header, ReadOnlySpan<byte> record, TradingEngine engine)
    {
        if (header.Type == RecordType.SwapRequested && _bySequence.TryGetValue(header.Sequence, out SwapReport? asked))
        {
            TakeHandover(engine, asked);
            return;
        }

        if (header.Type is not (RecordType.SwapCommitted or RecordType.SwapRefused))
        {
            return;
        }

        ref readonly SwapDecisionPayload decision = ref RecordWriter.Payload<SwapDecisionPayload>(record);
        if (_bySequence.TryGetValue(decision.RequestSequence, out SwapReport? report))
        {
            bool isCommitted = header.Type == RecordType.SwapCommitted;
            report.AtSequence = isCommitted ? header.Sequence : 0;
            report.ToHash = engine.PackageOf(decision.Slot);
            report.WorkingOrdersAfter = engine.WorkingOrdersOf(decision.Slot);
            report.Refusal = isCommitted ? default : decision.Reason;
            if (isCommitted)
            {
                report.PauseNs = PauseNs(header.Sequence);
            }
        }
    }

    /// <summary>The reports in the order of the requests.</summary>
    public IReadOnlyList<SwapReport> Reports(SessionPlan plan) =>
        [.. _swaps.Where(swap => plan.Slots.Any(slot => slot.Name == swap.Report.Slot)).Select(swap => swap.Report)];

    /// <summary>What the core that carried it out has measured; 0 for one that was killed and could not tell.</summary>
    private long PauseNs(ulong sequence)
    {
        if (cores.LastOrDefault(candidate => candidate.StartSequence < sequence) is not { } core)
        {
            return 0;
        }

        int index = _committed.GetValueOrDefault(core);
        _committed[core] = index + 1;
        return index < core.SwapNs.Count ? core.SwapNs[index] : 0;
    }

    private static void TakeHandover(TradingEngine engine, SwapReport report)
    {
        for (int offset = 0; offset < engine.Outputs.Length; offset = engine.Outputs.NextOffset(offset))
        {
            ReadOnlySpan<byte> output = engine.Outputs.At(offset);
            if (RecordWriter.Header(output).Type == RecordType.Handover)
            {
                ref readonly HandoverPayload handover = ref RecordWriter.Payload<HandoverPayload>(output);
                report.StateBytes = handover.StateBytes;
                report.Result = handover.Result;
            }
        }
    }
}
