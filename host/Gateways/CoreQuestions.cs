using Serilog;
using Strategies.Cell.Messages;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// What the core asks about its orders: open orders, the end of the day. One question at a time is under way to the
/// exchange; its answer may come later, and when the session comes up anew meanwhile it is asked again. One thread.
/// </summary>
/// <param name="exchange">The exchange.</param>
/// <param name="link">Whether its session is up, and which orders were withdrawn.</param>
/// <param name="unanswered">What it has not answered.</param>
/// <param name="refusals">What the owner refuses itself.</param>
/// <param name="guard">Is told when the core knows its orders.</param>
/// <param name="reports">Where answers go.</param>
/// <param name="log">The venue process's log.</param>
internal sealed class CoreQuestions(
    Exchange exchange,
    ExchangeLink link,
    UnansweredRequests unanswered,
    OwnRefusals refusals,
    CoreGuard guard,
    ReportPublisher reports,
    ILogger log)
{
    private readonly HashSet<ulong> _open = [];

    /// <summary>Kind of the event that ends the answer; none while no question is under way.</summary>
    private ExchangeEventKind _awaited;

    private ulong _mark;
    private AskingCore _asker;
    private long _lastNumber;
    private int _told;
    private int _expired;

    /// <summary>True until the whole answer of the last question is published.</summary>
    internal bool IsOpen => _awaited != ExchangeEventKind.None;

    /// <summary>Asks for all open orders, behind all that was handed over.</summary>
    /// <param name="mark">Mark of the question.</param>
    internal void AskOpenOrders(ulong mark) => Ask(ExchangeEventKind.EndOfList, mark);

    /// <summary>Asks to end the day.</summary>
    /// <param name="mark">Mark of the question.</param>
    internal void AskEndDay(ulong mark) => Ask(ExchangeEventKind.DayEnded, mark);

    /// <summary>The session is up: a question that is under way is asked again.</summary>
    internal void Up()
    {
        if (IsOpen)
        {
            Send();
        }
    }

    /// <summary>An order of ours has expired.</summary>
    internal void NoteExpired() => _expired++;

    /// <summary>The exchange tells an open order.</summary>
    /// <param name="mark">Mark of the question.</param>
    /// <param name="order">The order.</param>
    internal void Tell(ulong mark, in VenueOrder order)
    {
        // One that was withdrawn is on its way out, and asked about by nobody.
        if (!IsAwaited(ExchangeEventKind.EndOfList, mark) || link.IsWithdrawn(order.OrderId.Value))
        {
            return;
        }

        _open.Add(order.OrderId.Value);
        ReconcileOrder answer = new()
        {
            Mark = mark,
            OrderId = order.OrderId.Value,
            Instrument = order.Instrument.Value,
            Side = (int)order.Side,
            LeavesQty = order.LeavesQty.Raw,
            CumQty = order.CumQty.Raw,
            PriceRaw = order.Price.Raw,
            TimeInForce = (int)order.TimeInForce,
        };
        reports.Publish(ReportRingType.ReconcileOrder, in answer);
        _told++;
    }

    /// <summary>The exchange has told all open orders.</summary>
    /// <param name="mark">Mark of the question.</param>
    internal void EndOfList(ulong mark)
    {
        if (!IsAwaited(ExchangeEventKind.EndOfList, mark))
        {
            return;
        }

        unanswered.KeepOpen(_lastNumber, _open);
        _told += refusals.TellOpen(mark);
        End(ReportRingType.ReconcileEnd);
        guard.Answered(in _asker);
        log.Information("reconciliation {Mark} answered: {Orders} open orders", mark, _told);
    }

    /// <summary>The exchange's day has ended.</summary>
    /// <param name="mark">Mark of the question.</param>
    /// <param name="nowNs">Session time.</param>
    internal void DayEnded(ulong mark, long nowNs)
    {
        if (!IsAwaited(ExchangeEventKind.DayEnded, mark))
        {
            return;
        }

        refusals.PublishAll(nowNs);
        End(ReportRingType.DayEnded);
        log.Information("the day has ended: {Orders} orders expired", _expired);
    }

    private bool IsAwaited(ExchangeEventKind kind, ulong mark) => _awaited == kind && _mark == mark;

    private void Ask(ExchangeEventKind awaited, ulong mark)
    {
        _awaited = awaited;
        _mark = mark;
        _expired = 0;
        if (awaited == ExchangeEventKind.EndOfList)
        {
            _asker = guard.Ask();
        }

        if (link.IsUp)
        {
            Send();
        }
    }

    private void Send()
    {
        _open.Clear();
        _told = 0;
        _lastNumber = unanswered.LastNumber;
        if (_awaited == ExchangeEventKind.EndOfList)
        {
            exchange.RequestOpenOrders(_mark);
        }
        else
        {
            exchange.EndDay(_mark);
        }
    }

    private void End(ReportRingType type)
    {
        ReconcileMark end = new() { Mark = _mark };
        reports.Publish(type, in end);
        _awaited = ExchangeEventKind.None;
    }
}
