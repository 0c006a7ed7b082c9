using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Gateways.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Gateways.Tests;

/// <summary>
/// The owner of a session whose exchange answers late: a message takes twenty turns one way, a turn is 50 µs, so that
/// answers come after 2 ms.
/// </summary>
public sealed class OwnerTests : IDisposable
{
    private const int Delay = 20;
    private const double OneWayMs = 1;
    private const double AnsweredMs = 2.2;

    private readonly SlowMarket _market = new();
    private readonly SlowExchange _exchange;
    private readonly VenueCell _cell;

    public OwnerTests()
    {
        _exchange = new SlowExchange(_market) { Delay = Delay };
        _cell = new VenueCell(new VenueCellOptions { Exchange = _exchange });
        _cell.Start();
        _cell.Run(0.1);
        Assert.Equal(["Up 1"], _cell.ReportLines());
    }

    public void Dispose()
    {
        _cell.Dispose();
        _exchange.Dispose();
    }

    [Fact]
    public void A_refusal_at_T1_stands_behind_the_reports_of_what_was_offered_before()
    {
        New(1);
        _cell.Turn();
        Silence(300);
        New(2);
        _cell.Send(RecordType.OrderCancelReplaceRequest, Order.Replace(1, 2, 20));
        _cell.Run(OneWayMs);
        Assert.Empty(_cell.ReportLines());
        _cell.Run(AnsweredMs - OneWayMs);
        Assert.Equal(["New 1", "Rejected 2 VenueDown", "CancelReject 1 VenueDown"], _cell.ReportLines());
        Assert.Equal((1, 2), (_cell[VenueCounter.Orders], _cell[VenueCounter.Blocked]));
    }

    [Fact]
    public void A_refusal_stands_behind_the_reports_of_replaces_and_cancels_too()
    {
        Working(1, 2);
        _cell.Send(RecordType.OrderCancelReplaceRequest, Order.Replace(1, 2, 20));
        _cell.Send(RecordType.OrderCancelRequest, Order.Cancel(2));
        _cell.Send(RecordType.OrderCancelRequest, Order.Cancel(8));
        _cell.Turn();
        Silence(300);
        New(3);
        _cell.Run(AnsweredMs);
        Assert.Equal(
            ["Replaced 1", "Canceled 2 None", "CancelReject 8 UnknownOrder", "Rejected 3 VenueDown"],
            _cell.ReportLines());
    }

    [Fact]
    public void A_cancel_of_an_order_whose_refusal_waits_is_too_late_and_stands_behind_it()
    {
        New(1);
        _cell.Turn();
        Silence(300);
        New(2);
        _cell.Send(RecordType.OrderCancelRequest, Order.Cancel(2));
        _cell.Send(RecordType.OrderCancelRequest, Order.Cancel(1));
        _cell.Run(2 * AnsweredMs);
        Assert.Equal(
            ["New 1", "Rejected 2 VenueDown", "CancelReject 2 TooLate", "Canceled 1 None"], _cell.ReportLines());
        Assert.Empty(_market.Working);
    }

    [Fact]
    public void An_order_whose_refusal_waits_is_told_as_open()
    {
        Working(1);
        _exchange.IsMute = true;
        _cell.Send(RecordType.OrderCancelRequest, Order.Cancel(1));
        _cell.Run(AnsweredMs);
        _exchange.IsMute = false;
        Silence(300);
        New(2);
        _cell.Ask(OrderRingType.ReconcileRequest, 4);
        _cell.Run(AnsweredMs);
        Assert.Equal(["Order 1 leaves 10 mark 4", "Order 2 leaves 10 mark 4", "End 4"], _cell.ReportLines());
        _exchange.Fill(1);
        _cell.Ask(OrderRingType.ReconcileRequest, 5);
        _cell.Run(AnsweredMs);
        Assert.Equal(
            ["Trade 1 10 leaves 0", "Order 2 leaves 10 mark 5", "End 5", "Rejected 2 VenueDown"],
            _cell.ReportLines());
    }

    [Fact]
    public void At_T2_orders_are_canceled_in_portions_and_refusals_wait_until_it_is_done()
    {
        Working(1, 2, 3, 4, 5);
        Silence(300);
        Silence(1_800);
        Assert.Equal(1, _cell[VenueCounter.MassCancels]);
        Assert.Equal(0, _cell[VenueCounter.CanceledAtNs]);
        long askedNs = _cell.Mono;
        New(6);
        _cell.Run(1.95);
        Assert.Equal(["Canceled 1 VenueDown", "Canceled 2 VenueDown"], _cell.ReportLines());
        _cell.Run(1);
        Assert.Equal(
            ["Canceled 3 VenueDown", "Canceled 4 VenueDown", "Canceled 5 VenueDown", "Rejected 6 VenueDown"],
            _cell.ReportLines());
        Assert.Equal(askedNs + (41 * 50_000), _cell[VenueCounter.CanceledAtNs]);
        Assert.Empty(_market.Working);
        Assert.Contains(
            "all orders are canceled, 5 of them working", _cell.Log.Lines, StringComparer.Ordinal);
    }

    [Fact]
    public void A_core_that_is_back_while_a_mass_cancel_is_under_way_is_free_only_when_it_is_done()
    {
        Working(1);
        Silence(300);
        Silence(1_800);
        _cell.IsCoreAlive = true;
        _cell.Run(0.1);
        Assert.Equal(["Up 1"], _cell.ReportLines());
        New(2);
        _cell.Ask(OrderRingType.ReconcileRequest, 1);
        _cell.Run(2 * AnsweredMs);
        New(3);
        _cell.Run(AnsweredMs);
        Assert.Equal(["Canceled 1 VenueDown", "Rejected 2 VenueDown", "End 1", "New 3"], _cell.ReportLines());
    }

    [Fact]
    public void A_kill_that_is_released_at_once_cancels_what_worked_and_refuses_until_it_is_done()
    {
        Working(1, 2);
        _cell.Flags.Kill();
        _cell.Turn();
        _cell.Flags.Release();
        _cell.Turn();
        New(3);
        _cell.Run(AnsweredMs);
        New(4);
        _cell.Run(AnsweredMs);
        Assert.Equal(
            ["Canceled 1 KillSwitch", "Canceled 2 KillSwitch", "Rejected 3 KillSwitch", "New 4"],
            _cell.ReportLines());
    }

    [Fact]
    public void Only_the_answer_frees_and_what_stands_behind_the_question_waits_for_it_and_passes()
    {
        Working(1);
        Silence(300);
        _cell.IsCoreAlive = true;
        _cell.Ask(OrderRingType.ReconcileRequest, 1);
        New(2);
        _cell.Run(OneWayMs);
        Assert.Equal(["Up 1"], _cell.ReportLines());
        Assert.Equal(1, _cell[VenueCounter.IsBlocked]);
        _cell.Run(2 * AnsweredMs);
        Assert.Equal(["Order 1 leaves 10 mark 1", "End 1", "New 2"], _cell.ReportLines());
        Assert.Equal(0, _cell[VenueCounter.IsBlocked]);
    }

    [Fact]
    public void An_answer_to_a_question_from_before_the_block_frees_nobody()
    {
        _cell.Ask(OrderRingType.ReconcileRequest, 1);
        _cell.Turn();
        Silence(300);
        _cell.IsCoreAlive = true;
        _cell.Run(AnsweredMs);
        Assert.Equal(["Up 1", "End 1"], _cell.ReportLines());
        Assert.Equal(1, _cell[VenueCounter.IsBlocked]);
        _cell.Ask(OrderRingType.ReconcileRequest, 2);
        _cell.Run(AnsweredMs);
        Assert.Equal(["End 2"], _cell.ReportLines());
        Assert.Equal(0, _cell[VenueCounter.IsBlocked]);
    }

    [Fact]
    public void A_question_that_is_not_answered_is_answered_to_the_next_owner()
    {
        Working(1);
        _cell.Ask(OrderRingType.ReconcileRequest, 5);
        _cell.Ask(OrderRingType.EndOfDay, 6);
        _cell.Run(OneWayMs);
        Assert.True(_cell.OrderRing.LastReleasedSequence < _cell.OrderRing.LastPublishedSequence);
        Restart();
        _cell.Run(3 * AnsweredMs);
        Assert.Equal(
            ["Up 0", "Up 1", "Order 1 leaves 10 mark 5", "End 5", "Expired 1 None", "DayEnded 6"],
            _cell.ReportLines());
        Assert.Equal(_cell.OrderRing.LastPublishedSequence, _cell.OrderRing.LastReleasedSequence);
    }

    [Fact]
    public void While_the_session_is_down_new_orders_are_refused_cancels_wait_and_what_was_asked_is_asked_again()
    {
        Working(1, 2);
        _cell.Ask(OrderRingType.ReconcileRequest, 5);
        _cell.Turn();
        _exchange.Drop();
        _cell.Flags.Kill();
        _cell.Run(AnsweredMs);
        _cell.Flags.Release();
        _cell.Run(AnsweredMs);
        Assert.Equal(["Up 0"], _cell.ReportLines());
        _exchange.Raise();
        _cell.Run(2 * AnsweredMs);
        Assert.Equal(
            ["Up 1", "Canceled 1 KillSwitch", "Canceled 2 KillSwitch", "End 5"],
            _cell.ReportLines());

        Working(3);
        _exchange.Drop();
        _cell.Turn();
        New(4);
        _cell.Send(RecordType.OrderCancelRequest, Order.Cancel(3));
        New(5);
        _cell.Run(AnsweredMs);
        Assert.Equal(["Up 0", "Rejected 4 VenueDown"], _cell.ReportLines());
        _exchange.Raise();
        _cell.Run(AnsweredMs + 0.1);
        Assert.Equal(["Up 1", "Canceled 3 None", "New 5"], _cell.ReportLines());
    }

    [Fact]
    public void Questions_that_are_under_way_when_the_session_goes_down_are_answered_when_it_is_up_again()
    {
        Working(1, 2);
        _cell.Ask(OrderRingType.ReconcileRequest, 5);
        _cell.Ask(OrderRingType.ReconcileRequest, 6);
        _cell.Run(OneWayMs);
        _exchange.Drop();
        _cell.Turn();
        _exchange.Raise();
        _cell.Run(3 * AnsweredMs);
        Assert.Equal(
            [
                "Up 0", "Up 1",
                "Order 1 leaves 10 mark 5", "Order 2 leaves 10 mark 5", "End 5",
                "Order 1 leaves 10 mark 6", "Order 2 leaves 10 mark 6", "End 6",
            ],
            _cell.ReportLines());
    }

    [Fact]
    public void Nothing_is_reported_of_an_order_that_the_core_does_not_know_and_a_fill_of_it_is_told_to_a_person()
    {
        Working(1, 2, 3);
        Withdraw(1);
        Withdraw(2);
        Withdraw(8);
        _exchange.Fill(2);
        _cell.Ask(OrderRingType.ReconcileRequest, 3);
        _cell.Run(2 * AnsweredMs);
        Assert.Equal(["Order 3 leaves 10 mark 3", "End 3"], _cell.ReportLines());
        Assert.Single(_market.Working);
        Assert.Single(
            _cell.Log.Lines, line => line == "order 0-0-2, which the core does not know, has traded 10 at 0.01");
    }

    [Fact]
    public void A_withdrawal_that_a_session_has_not_answered_is_made_again_and_one_that_it_has_is_not()
    {
        Working(1, 2);
        Withdraw(1);
        _cell.Run(AnsweredMs);
        Assert.Single(_market.Working);
        _exchange.Drop();
        _cell.Turn();
        Withdraw(2);
        _cell.Turn();
        _exchange.Raise();
        _cell.Run(AnsweredMs);
        Assert.Empty(_market.Working);
        Assert.Equal(["Up 0", "Up 1"], _cell.ReportLines());
        Assert.Equal(2, _exchange.Withdrawals);
    }

    [Fact]
    public void A_refusal_behind_an_order_that_is_never_answered_comes_when_the_exchange_does_not_have_it()
    {
        _exchange.IsMute = true;
        New(1);
        _cell.Run(AnsweredMs);
        _exchange.IsMute = false;
        Silence(300);
        New(2);
        _cell.Run(5 * AnsweredMs);
        Assert.Empty(_cell.ReportLines());
        _cell.IsCoreAlive = true;
        _cell.Ask(OrderRingType.ReconcileRequest, 1);
        _cell.Run(AnsweredMs);
        Assert.Equal(["Up 1", "Order 2 leaves 10 mark 1", "End 1", "Rejected 2 VenueDown"], _cell.ReportLines());
    }

    [Fact]
    public void The_next_owner_hands_over_what_the_exchange_has_not_sent_and_nothing_twice()
    {
        for (ulong order = 1; order <= 100; order++)
        {
            New(order);
        }

        for (int restart = 0; restart < 20; restart++)
        {
            _cell.Run(0.2);
            Restart();
        }

        _cell.Run(10 * AnsweredMs);
        string[] lines = _cell.ReportLines();
        Assert.Equal(
            Enumerable.Range(1, 100).Select(order => $"New {order}"),
            lines.Where(line => line.StartsWith("New", StringComparison.Ordinal)));
        Assert.Equal(100, _market.Working.Count);
    }

    [Fact]
    public void At_the_end_of_the_day_the_answer_stands_behind_every_report_and_every_refusal()
    {
        Working(1);
        New(2);
        _cell.Turn();
        Silence(300);
        New(3);
        _cell.Ask(OrderRingType.EndOfDay, 77);
        _cell.Run(2 * AnsweredMs);
        Assert.Equal(
            ["New 2", "Rejected 3 VenueDown", "Expired 1 None", "Expired 2 None", "DayEnded 77"],
            _cell.ReportLines());
        _cell.Run(50);
        Assert.Empty(_cell.ReportLines());
        Assert.Contains("the day has ended: 2 orders expired", _cell.Log.Lines, StringComparer.Ordinal);
    }

    private void New(ulong order) => _cell.Send(RecordType.NewOrderSingle, Order.FarBid(order));

    /// <summary>Makes orders and waits until the core has heard that they work.</summary>
    private void Working(params ulong[] orders)
    {
        foreach (ulong order in orders)
        {
            New(order);
        }

        _cell.Run(AnsweredMs);
        Assert.Equal(orders.Select(order => $"New {order}"), _cell.ReportLines());
    }

    /// <summary>Ends the owner without a word, and its session with it, and starts another.</summary>
    private void Restart()
    {
        _exchange.Drop();
        _exchange.Raise();
        _cell.Restart();
    }

    /// <summary>The core is silent for a while in which the session turns once, or once each 400 ms.</summary>
    private void Silence(double milliseconds)
    {
        _cell.IsCoreAlive = false;
        _cell.Jump(milliseconds);
    }

    private void Withdraw(ulong order) =>
        _cell.Tell(OrderRingType.CancelUnknown, new ReconcileOrder { OrderId = order });
}
