using Serilog;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// The owner of an order session: joins an exchange to the cell's order and report rings, watches the core, and never
/// waits for an answer. One turn after the other; one thread.
/// </summary>
internal sealed class SessionOwner : IDisposable
{
    /// <summary>Most records of the order ring in one turn, so that reports and the heartbeat do not wait for long.</summary>
    private const int OrdersPerTurnMax = 256;

    /// <summary>Most events of the exchange in one turn.</summary>
    private const int EventsPerTurnMax = 1 << 14;

    private const long NsPerMs = 1_000_000;

    /// <summary>
    /// Longest time between two turns, ns. After a longer one others may have taken the session for down, so it says
    /// again that it is up.
    /// </summary>
    private const long StallNs = 500 * NsPerMs;

    private readonly Exchange _exchange;
    private readonly ExchangeLink _link;
    private readonly UnansweredRequests _unanswered = new();
    private readonly ReportPublisher _reports;
    private readonly OwnRefusals _refusals;
    private readonly CoreGuard _guard;
    private readonly CoreQuestions _questions;
    private readonly OrderIntake _intake;
    private readonly ILogger _log;
    private long _lastTurnNs = long.MaxValue;

    /// <summary>An owner that begins with the first record of the order ring that is not released.</summary>
    /// <param name="venue">The venue that the exchange is.</param>
    /// <param name="exchange">The exchange; it stays the caller's.</param>
    /// <param name="orders">The order ring.</param>
    /// <param name="reports">The report ring.</param>
    /// <param name="memory">What the owner before has left.</param>
    /// <param name="regions">Where the core's heartbeat and the cell's flags lie.</param>
    /// <param name="watch">Decides when the core is missed.</param>
    /// <param name="counters">The venue process's counters.</param>
    /// <param name="log">Its log.</param>
    internal SessionOwner(
        VenueId venue,
        Exchange exchange,
        RingConsumer orders,
        RingProducer reports,
        SessionMemory memory,
        CellRegions regions,
        CoreWatch watch,
        CellCounters<VenueCounter> counters,
        ILogger log)
    {
        (_exchange, _log) = (exchange, log);
        _link = new ExchangeLink(exchange);
        _reports = new ReportPublisher(venue, reports, counters);
        _refusals = new OwnRefusals(_unanswered, _link, _reports);
        _guard = new CoreGuard(regions, watch, _link, _reports, counters, log);
        _questions = new CoreQuestions(exchange, _link, _unanswered, _refusals, _guard, _reports, log);
        _intake = new OrderIntake(
            orders, memory, exchange, _link, _unanswered, _refusals, _questions, _guard, _reports, counters, log);
    }

    /// <summary>Does once whatever is due.</summary>
    /// <param name="monotonicNs">Now, CLOCK_MONOTONIC.</param>
    /// <param name="nowNs">Session time.</param>
    /// <returns>How much was done.</returns>
    internal int Turn(long monotonicNs, long nowNs)
    {
        NoticeStall(monotonicNs, nowNs);
        _intake.FinishAnswered();
        // In front of everything that hands orders over.
        _guard.Look(monotonicNs, nowNs);
        int work = _exchange.Turn(nowNs) ? 1 : 0;
        work += _reports.PublishWaiting();
        work += TakeEvents(monotonicNs, nowNs);
        int taken = _intake.Poll(OrdersPerTurnMax);
        if (taken > 0)
        {
            // What was asked just now may be answered already.
            work += taken + TakeEvents(monotonicNs, nowNs);
        }

        return work;
    }

    /// <summary>Closes the core's heartbeat and the cell's flags.</summary>
    public void Dispose() => _guard.Dispose();

    private void NoticeStall(long monotonicNs, long nowNs)
    {
        if (monotonicNs - _lastTurnNs > StallNs)
        {
            _log.Warning("the session stood still for {StallMs} ms", (monotonicNs - _lastTurnNs) / NsPerMs);
            if (_link.IsUp)
            {
                _reports.PublishSession(isUp: true, nowNs);
            }
        }

        _lastTurnNs = monotonicNs;
    }

    private int TakeEvents(long monotonicNs, long nowNs)
    {
        int count = _refusals.PublishDue(nowNs);
        // What finds no room waits at the exchange.
        while (count < EventsPerTurnMax && !_reports.IsWaiting && _exchange.TryPoll(out ExchangeEvent next))
        {
            Take(in next, monotonicNs, nowNs);
            count += 1 + _refusals.PublishDue(nowNs);
        }

        return count;
    }

    private void Take(in ExchangeEvent next, long monotonicNs, long nowNs)
    {
        switch (next.Kind)
        {
            case ExchangeEventKind.Report:
                TakeReport(next.Report, nowNs);
                break;
            case ExchangeEventKind.SessionUp:
                _reports.PublishSession(isUp: true, nowNs);
                _link.Up();
                _questions.Up();
                break;
            case ExchangeEventKind.SessionDown:
                _link.Down();
                _reports.PublishSession(isUp: false, nowNs);
                _log.Warning("the session to the exchange is down");
                break;
            case ExchangeEventKind.OpenOrder:
                _questions.Tell(next.Mark, next.Order);
                break;
            case ExchangeEventKind.EndOfList:
                _questions.EndOfList(next.Mark);
                break;
            case ExchangeEventKind.CancelDone:
                if (_link.CancelDone())
                {
                    _guard.CancelDone(monotonicNs);
                }

                break;
            case ExchangeEventKind.DayEnded:
                _questions.DayEnded(next.Mark, nowNs);
                break;
        }
    }

    private void TakeReport(ReadOnlySpan<byte> record, long nowNs)
    {
        ulong orderId;
        if (RecordWriter.Header(record).Type == RecordType.ExecutionReport)
        {
            ref readonly ExecutionReportPayload report = ref RecordWriter.Payload<ExecutionReportPayload>(record);
            orderId = report.OrderId;
            Note(in report);
        }
        else
        {
            ref readonly CancelRejectPayload reject = ref RecordWriter.Payload<CancelRejectPayload>(record);
            orderId = reject.OrderId;
            _unanswered.Answer(orderId, reject.RequestId);
            if (reject.Reason is RejectReason.UnknownOrder or RejectReason.TooLate && _link.IsWithdrawn(orderId))
            {
                _link.WithdrawalDone(orderId);
            }
        }

        if (!_link.IsWithdrawn(orderId))
        {
            _reports.PublishReport(record, nowNs);
        }
    }

    private void Note(in ExecutionReportPayload report)
    {
        // Whatever is said of an order says that it was taken.
        _unanswered.Answer(report.OrderId, 0);
        _unanswered.Answer(report.OrderId, report.RequestId);
        switch (report.ExecType)
        {
            case ExecType.Canceled when _link.IsCanceling:
                _guard.NoteCanceled();
                break;
            case ExecType.Expired:
                _questions.NoteExpired();
                break;
            case ExecType.Trade when _link.IsWithdrawn(report.OrderId):
                // It is not reported, since the core would not know what it belongs to: a person has to.
                _log.Error(
                    "order {OrderId:l}, which the core does not know, has traded {Quantity} at {Price:l}",
                    new OrderId(report.OrderId).ToString(),
                    report.LastQty,
                    new Price(report.LastPx).ToString());
                break;
        }

        if (!report.OrdStatus.IsWorking() && _link.IsWithdrawn(report.OrderId))
        {
            _link.WithdrawalDone(report.OrderId);
        }
    }
}
