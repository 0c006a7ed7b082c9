using CsCheck;

namespace Strategies.Sdk.Tests;

public sealed class IdentifierTests
{
    [Fact]
    public void An_order_id_gives_back_its_three_parts() =>
        Gen.Select(Gen.Int[0, 4095], Gen.Int[0, 65535], Gen.ULong[0, OrderId.CounterMax]).Sample((cell, day, counter) =>
        {
            OrderId orderId = OrderId.Pack(cell, day, counter);
            return orderId.Cell == cell && orderId.TradingDay == day && orderId.Counter == counter;
        });

    [Fact]
    public void Order_ids_grow_with_the_counter_then_the_day_then_the_cell()
    {
        Assert.True(OrderId.Pack(0, 0, OrderId.CounterMax).Value < OrderId.Pack(0, 1, 0).Value);
        Assert.True(OrderId.Pack(0, 65535, OrderId.CounterMax).Value < OrderId.Pack(1, 0, 0).Value);
        Assert.Equal(ulong.MaxValue, OrderId.Pack(4095, 65535, OrderId.CounterMax).Value);
        Assert.Equal("3-20-41", OrderId.Pack(3, 20, 41).ToString());
    }

    [Fact]
    public void A_part_out_of_range_is_refused_and_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>("cell", () => OrderId.Pack(4096, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("cell", () => OrderId.Pack(-1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("tradingDay", () => OrderId.Pack(0, 65536, 1));
        Assert.Throws<ArgumentOutOfRangeException>("counter", () => OrderId.Pack(0, 0, OrderId.CounterMax + 1));
    }

    [Fact]
    public void A_client_order_id_reads_back_as_written() =>
        Gen.String[Gen.Char['!', '~'], 1, ClOrdId.LengthMax].Sample(text => ClOrdId.Parse(text).ToString() == text);

    [Theory]
    [InlineData("")]
    [InlineData("seventeen-letters")]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    public void A_client_order_id_that_a_session_could_not_carry_is_refused(string text) =>
        Assert.Throws<FormatException>(() => ClOrdId.Parse(text));
}
