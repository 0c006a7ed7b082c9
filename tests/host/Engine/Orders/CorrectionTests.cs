using Strategies.Engine.Positions;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Orders;

/// <summary>Fills that are broken or corrected, and what comes after an order has ended.</summary>
public sealed class CorrectionTests
{
    private readonly EngineHarness _harness = new();
    private readonly ScriptedStrategy _strategy;

    public CorrectionTests()
    {
        _strategy = _harness.Script(1);
        _harness.Quote(First, Dollars(100), Dollars(100.02m));
    }

    private VenueDouble Accepted(long quantity, Side side = Side.Buy)
    {
        VenueDouble venue =
            new(_harness, _harness.Send(1, First, side, Dollars(100), quantity).OrderId, quantity, Dollars(100));
        venue.Accept();
        return venue;
    }

    private void AssertOrder(OrdStatus status, long cum, long leaves)
    {
        OrderUpdate update = _strategy.Updates[^1];
        Assert.Equal((status, cum, leaves), (update.OrdStatus, update.CumQty.Raw, update.LeavesQty.Raw));
        Assert.Equal(leaves, _harness.State.Gate.SlotExposure(1, First).OpenBuy);
        Assert.Equal(cum, _harness.State.Gate.SlotExposure(1, First).Position);
        Assert.Equal(cum, _harness.State.Positions[1, First].Quantity);
    }

    [Fact]
    public void A_break_takes_quantity_cost_and_fee_back_and_the_order_works_again()
    {
        VenueDouble venue = Accepted(100);
        ulong fill = venue.Fill(100, Dollars(101), fee: 500);
        venue.Bust(fill, 100, OrdStatus.New);
        AssertOrder(OrdStatus.New, 0, 100);
        Assert.Equal(1, _harness.Engine.WorkingOrdersOf(1));
        PositionRow row = _harness.State.Positions[1, First];
        Assert.Equal((Int128.Zero, Int128.Zero, Int128.Zero), (row.Cost, row.Realised, row.Fees));
    }

    [Fact]
    public void A_correction_puts_the_new_price_quantity_and_fee_in_and_can_be_corrected_again()
    {
        VenueDouble venue = Accepted(100);
        ulong fill = venue.Fill(40, Dollars(101), fee: 500);
        ulong correction = venue.Correct(fill, 40, 30, Dollars(99), OrdStatus.PartiallyFilled, fee: 300);
        AssertOrder(OrdStatus.PartiallyFilled, 30, 70);
        PositionRow row = _harness.State.Positions[1, First];
        Assert.Equal((99L * 30 * Price.Scale, (Int128)300), (row.Cost, row.Fees));
        venue.Correct(fill, 30, 10, Dollars(99), OrdStatus.PartiallyFilled);
        Assert.Equal(AlertCode.InconsistentReport, _harness.LastAlerts[0]);
        venue.CumQty = 30;
        venue.Correct(correction, 30, 100, Dollars(100), OrdStatus.Filled);
        AssertOrder(OrdStatus.Filled, 100, 0);
        Assert.Equal(0, _harness.Engine.WorkingOrdersOf(1));
    }

    [Fact]
    public void A_break_that_is_told_twice_counts_once()
    {
        VenueDouble venue = Accepted(100);
        ulong fill = venue.Fill(40, Dollars(101));
        venue.Bust(fill, 40, OrdStatus.New);
        venue.Bust(fill, 0, OrdStatus.New);
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        AssertOrder(OrdStatus.New, 0, 100);
    }

    [Fact]
    public void A_break_of_another_orders_fill_is_an_alert_and_changes_nothing()
    {
        VenueDouble first = Accepted(100);
        ulong fill = first.Fill(40, Dollars(101));
        VenueDouble second = Accepted(100);
        second.Send(ExecType.TradeCancel, OrdStatus.New, execRefId: fill);
        Assert.Equal([AlertCode.InconsistentReport], _harness.LastAlerts);
        Assert.Equal(40, _harness.State.Positions[1, First].Quantity);
    }

    [Fact]
    public void A_fill_after_the_cancel_is_booked_and_the_order_stays_canceled()
    {
        VenueDouble venue = Accepted(100);
        venue.Cancel();
        venue.Fill(25, Dollars(100));
        AssertOrder(OrdStatus.Canceled, 25, 0);
        Assert.Empty(_harness.AllOf<AlertPayload>(RecordType.Alert));
    }

    [Fact]
    public void A_break_of_a_canceled_orders_fill_leaves_it_canceled()
    {
        VenueDouble venue = Accepted(100);
        ulong fill = venue.Fill(25, Dollars(100));
        venue.Cancel();
        venue.Bust(fill, 25, OrdStatus.Canceled);
        AssertOrder(OrdStatus.Canceled, 0, 0);
    }

    [Fact]
    public void A_canceled_order_that_the_venue_reinstates_works_again()
    {
        VenueDouble venue = Accepted(100);
        venue.Cancel();
        venue.Send(ExecType.Restated, OrdStatus.New);
        AssertOrder(OrdStatus.New, 0, 100);
        Assert.Equal(1, _harness.Engine.WorkingOrdersOf(1));
    }

    [Fact]
    public void A_restatement_changes_quantity_and_reservation_without_a_request()
    {
        VenueDouble venue = Accepted(100);
        venue.OrderQty = 250;
        venue.Send(ExecType.Restated, OrdStatus.New);
        AssertOrder(OrdStatus.New, 0, 250);
        venue.OrderQty = 40;
        venue.Send(ExecType.Restated, OrdStatus.New);
        AssertOrder(OrdStatus.New, 0, 40);
    }

    [Fact]
    public void A_fill_forgotten_because_the_table_is_small_cannot_be_broken_any_more()
    {
        EngineHarness harness = new(EngineHarness.SmallTables with { FillsMax = 2 }, slots: 1);
        harness.Script(1);
        harness.Quote(First, Dollars(100), Dollars(100.02m));
        VenueDouble venue = new(harness, harness.Send(1, First, Side.Buy, Dollars(100), 100).OrderId, 100, Dollars(100));
        ulong[] fills = [venue.Fill(1, Dollars(100)), venue.Fill(2, Dollars(100)), venue.Fill(4, Dollars(100))];
        venue.Send(ExecType.TradeCancel, OrdStatus.PartiallyFilled, execRefId: fills[0]);
        Assert.Equal([AlertCode.InconsistentReport], harness.LastAlerts);
        venue.Bust(fills[1], 2, OrdStatus.PartiallyFilled);
        venue.Bust(fills[2], 4, OrdStatus.PartiallyFilled);
        Assert.Equal(1, harness.State.Positions[1, First].Quantity);
    }
}
