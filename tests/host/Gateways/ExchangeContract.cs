using System.Runtime.CompilerServices;
using Strategies.Gateways.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;
using static System.FormattableString;

namespace Strategies.Gateways.Tests;

/// <summary>What every exchange must do, so that the owner of an order session can rely on it.</summary>
public abstract class ExchangeContract
{
    private const long TurnNs = 100_000;
    private const int TurnsMax = 20_000;

    private readonly List<string> _lines = [];
    private readonly List<ulong> _execIds = [];
    private readonly byte[] _record = new byte[RecordHeader.Size + Unsafe.SizeOf<OrderPayload>()];
    private Exchange? _exchange;
    private ulong _cause;
    private long _nowNs = 1_000_000_000;

    /// <summary>More orders than one portion of a mass cancel.</summary>
    private protected virtual int ManyOrders => 20;

    private Exchange Exchange => _exchange ??= Begin();

    /// <summary>The exchange, made anew over what one before it has persisted.</summary>
    private protected abstract Exchange Begin();

    private protected abstract void Drop();

    private protected abstract void Raise();

    [Fact]
    public void Nothing_is_taken_before_the_session_is_up_which_comes_first_and_once()
    {
        Assert.False(TryOffer(RecordType.NewOrderSingle, Order.FarBid(1)));
        Await("SessionUp");
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Await("New 1");
        TurnIdle();
        Assert.Equal(["SessionUp", "New 1"], _lines);
    }

    [Fact]
    public void Each_order_and_request_is_answered_once_in_the_order_in_which_they_were_offered()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Send(RecordType.NewOrderSingle, Order.FarBid(2));
        Send(RecordType.OrderCancelReplaceRequest, Order.Replace(1, 2, 20));
        Send(RecordType.OrderCancelRequest, Order.Cancel(2));
        Send(RecordType.OrderCancelRequest, Order.Cancel(9));
        Send(RecordType.OrderCancelReplaceRequest, Order.Replace(2, 2, 20, 2));
        Await("CancelReject 2 TooLate");
        TurnIdle();
        Assert.Equal(
            [
                "New 1", "New 2", "Replaced 1", "Canceled 2 None", "CancelReject 9 UnknownOrder",
                "CancelReject 2 TooLate",
            ],
            _lines);
    }

    [Fact]
    public void What_is_refused_since_it_is_full_is_taken_later_and_nothing_is_lost()
    {
        Connect();
        ulong taken = 0;
        while (TryOffer(RecordType.NewOrderSingle, Order.FarBid(taken + 1)))
        {
            taken++;
            Assert.True(taken < 10_000, "it is never full");
        }

        Assert.Equal(taken, Exchange.LastSent.Cause);
        Send(RecordType.NewOrderSingle, Order.FarBid(taken + 1));
        Await($"New {taken + 1}");
        Assert.Equal(Enumerable.Range(1, (int)taken + 1).Select(order => $"New {order}"), _lines);
    }

    [Fact]
    public void It_remembers_what_it_has_sent_last_and_repeats_no_report_number_when_it_starts_anew()
    {
        Assert.Equal(default, Exchange.LastSent);
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Send(RecordType.OrderCancelRequest, Order.Cancel(1));
        Await("Canceled 1 None");
        OrderKey last = new(_cause, 0);
        Assert.Equal(last, Exchange.LastSent);
        _exchange!.Dispose();
        _exchange = null;
        Assert.Equal(last, Exchange.LastSent);
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(2));
        Await("New 2");
        Assert.Equal(3, _execIds.Count);
        Assert.Equal(_execIds.Order().Distinct(), _execIds);
    }

    [Fact]
    public void A_mass_cancel_is_done_behind_the_last_report_of_what_worked()
    {
        Connect();
        for (int order = 1; order <= ManyOrders; order++)
        {
            Send(RecordType.NewOrderSingle, Order.FarBid((ulong)order));
        }

        Await($"New {ManyOrders}");
        _lines.Clear();
        Exchange.RequestMassCancel(RejectReason.KillSwitch);
        Await("CancelDone");
        Assert.Equal(
            Enumerable.Range(1, ManyOrders).Select(order => $"Canceled {order} KillSwitch").Append("CancelDone"),
            _lines);
        TurnIdle();
        Assert.Equal(ManyOrders + 1, _lines.Count);
        AssertOpen();
    }

    [Fact]
    public void Orders_on_their_way_do_not_survive_a_mass_cancel_and_each_is_answered()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Exchange.RequestMassCancel(RejectReason.VenueDown);
        Await("CancelDone");
        TurnIdle();
        Assert.Single(_lines, line => line is "Canceled 1 VenueDown" or "Rejected 1 VenueDown");
        AssertOpen();
    }

    [Fact]
    public void Each_mass_cancel_is_done_once_also_when_there_is_nothing_to_cancel()
    {
        Connect();
        Exchange.RequestMassCancel(RejectReason.VenueDown);
        Exchange.RequestMassCancel(RejectReason.KillSwitch);
        Turn();
        Await("CancelDone");
        TurnIdle();
        Assert.Equal(["CancelDone", "CancelDone"], _lines);
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Await("New 1");
    }

    [Fact]
    public void Two_questions_that_are_under_way_are_each_answered_whole_in_their_order()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Send(RecordType.NewOrderSingle, Order.FarBid(2));
        Await("New 2");
        _lines.Clear();
        Exchange.RequestOpenOrders(5);
        Exchange.RequestOpenOrders(6);
        Await("EndOfList 6");
        TurnIdle();
        Assert.Equal(
            [
                "Open 1 leaves 10 mark 5", "Open 2 leaves 10 mark 5", "EndOfList 5",
                "Open 1 leaves 10 mark 6", "Open 2 leaves 10 mark 6", "EndOfList 6",
            ],
            _lines);
    }

    [Fact]
    public void Open_orders_are_told_with_those_on_their_way_and_behind_every_report_on_them()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Send(RecordType.NewOrderSingle, Order.FarBid(2));
        Await("New 2");
        Send(RecordType.OrderCancelRequest, Order.Cancel(1));
        Send(RecordType.NewOrderSingle, Order.FarBid(3));
        Turn(4);
        Exchange.RequestOpenOrders(7);
        Await("EndOfList 7");
        int end = _lines.IndexOf("EndOfList 7");
        Assert.Contains("Open 2 leaves 10 mark 7", _lines[..end]);
        Assert.Contains("Open 3 leaves 10 mark 7", _lines[..end]);
        // Order 1 is either told, and its end comes later, or has ended in front of the list.
        Assert.NotEqual(
            _lines[..end].Contains("Open 1 leaves 10 mark 7"), _lines[..end].Contains("Canceled 1 None"));
        TurnIdle();
        Assert.Single(_lines, line => line == "Canceled 1 None");
        Assert.Single(_lines, line => line == "New 3");
    }

    [Fact]
    public void A_withdrawn_order_is_answered_as_a_canceled_one_and_an_unknown_one_by_a_reject()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Send(RecordType.NewOrderSingle, Order.FarBid(2));
        Exchange.Cancel(1);
        Exchange.Cancel(77);
        Await("CancelReject 77 UnknownOrder");
        TurnIdle();
        Assert.Equal(["New 1", "New 2", "Canceled 1 None", "CancelReject 77 UnknownOrder"], _lines);
        AssertOpen("Open 2 leaves 10 mark 1000");
    }

    [Fact]
    public void The_day_ends_behind_the_last_report_and_nothing_comes_after_it()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Await("New 1");
        Send(RecordType.NewOrderSingle, Order.FarBid(2));
        Send(RecordType.OrderCancelRequest, Order.Cancel(1));
        Exchange.EndDay(9);
        Await("DayEnded 9");
        Assert.Equal(["New 1", "New 2", "Canceled 1 None", "Expired 2 None", "DayEnded 9"], _lines);
        _lines.Clear();
        Turn(1_000);
        Assert.Empty(_lines);
        Send(RecordType.NewOrderSingle, Order.FarBid(3));
        Await("Rejected 3 VenueRejected");
        Exchange.EndDay(10);
        Await("DayEnded 10");
        TurnIdle();
        Assert.Equal(["Rejected 3 VenueRejected", "DayEnded 10"], _lines);
    }

    [Fact]
    public void While_the_session_is_down_nothing_is_taken_and_reports_come_when_it_is_up_again()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Drop();
        TurnIdle();
        Assert.Equal(["SessionDown"], _lines);
        Assert.False(TryOffer(RecordType.NewOrderSingle, Order.FarBid(2)));
        Assert.Equal(1UL, Exchange.LastSent.Cause);
        Raise();
        TurnIdle();
        Assert.Equal(["SessionDown", "SessionUp", "New 1"], _lines);
        Send(RecordType.NewOrderSingle, Order.FarBid(2));
        Await("New 2");
    }

    [Fact]
    public void Requests_that_are_not_answered_are_forgotten_when_the_session_goes_down()
    {
        Connect();
        Send(RecordType.NewOrderSingle, Order.FarBid(1));
        Await("New 1");
        _lines.Clear();
        Exchange.RequestOpenOrders(5);
        Exchange.RequestMassCancel(RejectReason.KillSwitch);
        Drop();
        Turn();
        Exchange.RequestOpenOrders(6);
        Exchange.EndDay(6);
        TurnIdle();
        Raise();
        TurnIdle();
        Assert.Equal(["SessionDown", "SessionUp"], _lines);
        AssertOpen("Open 1 leaves 10 mark 1000");
    }

    [Fact]
    public void A_session_that_was_down_and_up_between_two_looks_tells_both()
    {
        Connect();
        Drop();
        Raise();
        TurnIdle();
        Assert.Equal(["SessionDown", "SessionUp"], _lines);
    }

    private protected void End() => _exchange?.Dispose();

    private void Connect()
    {
        Await("SessionUp");
        _lines.Clear();
    }

    private bool TryOffer(RecordType type, in OrderPayload order)
    {
        RecordHeader header = new() { Type = type, Sequence = ++_cause, ReceiveTimeNs = _nowNs };
        bool isTaken = Exchange.TryOffer(RecordWriter.Write(_record, header, in order));
        _cause -= isTaken ? 0UL : 1UL;
        return isTaken;
    }

    /// <summary>Offers until it is taken.</summary>
    private void Send(RecordType type, in OrderPayload order)
    {
        int turns = 0;
        while (!TryOffer(type, in order))
        {
            Assert.True(++turns < TurnsMax, "it is never taken");
            Turn();
        }
    }

    private void AssertOpen(params string[] open)
    {
        _lines.Clear();
        Exchange.RequestOpenOrders(1_000);
        Await("EndOfList 1000");
        Assert.Equal([.. open, "EndOfList 1000"], _lines);
    }

    private void Await(string line)
    {
        int turns = 0;
        while (!_lines.Contains(line))
        {
            Assert.True(++turns < TurnsMax, $"{line} does not come behind {string.Join(", ", _lines)}");
            Turn();
        }
    }

    /// <summary>Turns for longer than anything takes.</summary>
    private void TurnIdle() => Turn(100);

    private void Turn(int turns = 1)
    {
        for (int turn = 0; turn < turns; turn++)
        {
            _nowNs += TurnNs;
            Exchange.Turn(_nowNs);
            while (Exchange.TryPoll(out ExchangeEvent next))
            {
                _lines.Add(LineOf(in next));
            }
        }
    }

    private string LineOf(in ExchangeEvent next)
    {
        switch (next.Kind)
        {
            case ExchangeEventKind.Report:
                if (RecordWriter.Header(next.Report).Type == RecordType.ExecutionReport)
                {
                    _execIds.Add(RecordWriter.Payload<ExecutionReportPayload>(next.Report).ExecId);
                }

                return new RingRecord((uint)Cell.Messages.ReportRingType.Record, 0, next.Report.ToArray()).ToString();
            case ExchangeEventKind.OpenOrder:
                return Invariant(
                    $"Open {next.Order.OrderId.Value} leaves {next.Order.LeavesQty.Raw} mark {next.Mark}");
            case ExchangeEventKind.EndOfList or ExchangeEventKind.DayEnded:
                return Invariant($"{next.Kind} {next.Mark}");
            default:
                return next.Kind.ToString();
        }
    }
}
