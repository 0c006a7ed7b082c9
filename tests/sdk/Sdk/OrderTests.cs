namespace Strategies.Sdk.Tests;

public sealed class OrderTests
{
    [Fact]
    public void Sides_are_opposite_and_signed()
    {
        Assert.Equal(Side.Sell, Side.Buy.Opposite());
        Assert.Equal(Side.Buy, Side.Sell.Opposite());
        Assert.Equal(1, Side.Buy.Sign());
        Assert.Equal(-1, Side.Sell.Sign());
    }

    [Fact]
    public void An_order_is_working_exactly_while_it_can_still_trade()
    {
        OrdStatus[] working =
        [
            OrdStatus.New, OrdStatus.PartiallyFilled, OrdStatus.PendingNew, OrdStatus.PendingCancel,
            OrdStatus.PendingReplace, OrdStatus.Stopped, OrdStatus.Suspended,
        ];

        Assert.Equal(working.Order(), Enum.GetValues<OrdStatus>().Where(status => status.IsWorking()).Order());
    }

    [Fact]
    public void A_market_order_has_no_price_and_never_rests()
    {
        NewOrder order = NewOrder.Market(new InstrumentId(1), Side.Sell, 10, tag: 5);

        Assert.Equal(
            (OrdType.Market, TimeInForce.ImmediateOrCancel, Price.Zero),
            (order.OrdType, order.TimeInForce, order.Price));
        Assert.Equal((Side.Sell, new Quantity(10), 5L), (order.Side, order.Quantity, order.Tag));
    }

    [Fact]
    public void A_limit_order_rests_for_the_day_unless_told_otherwise()
    {
        NewOrder order = NewOrder.Limit(new InstrumentId(1), Side.Buy, new Price(7), 10);

        Assert.Equal((OrdType.Limit, TimeInForce.Day, new Price(7)), (order.OrdType, order.TimeInForce, order.Price));
    }

    [Fact]
    public void A_send_result_is_sent_exactly_when_nothing_refused_it()
    {
        Assert.True(new SendResult(new OrderId(1), RejectReason.None).IsSent);
        Assert.All(
            Enum.GetValues<RejectReason>().Where(reason => reason != RejectReason.None),
            reason => Assert.False(new SendResult(new OrderId(1), reason).IsSent));
    }

    [Theory]
    [InlineData(RejectReason.UnknownInstrument, 1)]
    [InlineData(RejectReason.MaxPosition, 3)]
    [InlineData(RejectReason.UnknownOrder, 5)]
    [InlineData(RejectReason.InvalidLot, 13)]
    [InlineData(RejectReason.PriceCollar, 16)]
    [InlineData(RejectReason.InvalidTick, 18)]
    [InlineData(RejectReason.SelfMatch, 99)]
    public void Reject_reasons_map_to_the_numbers_of_fix(RejectReason reason, int ordRejReason) =>
        Assert.Equal(ordRejReason, reason.ToOrdRejReason());

    [Fact]
    public void A_book_level_without_quantity_is_empty()
    {
        Assert.True(default(BookLevel).IsEmpty);
        Assert.False(new BookLevel(new Price(1), 1, 0).IsEmpty);
    }
}
