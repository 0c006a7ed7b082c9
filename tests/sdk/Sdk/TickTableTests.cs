using System.Globalization;

namespace Strategies.Sdk.Tests;

public sealed class TickTableTests
{
    [Theory]
    [InlineData("0", "0.0001")]
    [InlineData("0.9999", "0.0001")]
    [InlineData("1", "0.01")]
    [InlineData("223.82", "0.01")]
    [InlineData("-0.5", "0.0001")]
    [InlineData("-1", "0.01")]
    public void A_us_equity_ticks_finer_below_one_dollar(string price, string increment) =>
        Assert.Equal(Parse(increment), TickTable.UsEquity.IncrementAt(Parse(price)));

    [Fact]
    public void A_price_between_two_ticks_is_not_valid()
    {
        Assert.True(TickTable.UsEquity.IsValid(Parse("223.82")));
        Assert.False(TickTable.UsEquity.IsValid(Parse("223.825")));
        Assert.True(TickTable.UsEquity.IsValid(Parse("0.9999")));
        Assert.False(TickTable.UsEquity.IsValid(Parse("1.0001")));
    }

    [Fact]
    public void The_highest_band_that_starts_at_or_below_the_price_holds()
    {
        TickTable table = new(Band(0, 1), Band(100, 5), Band(500, 10));

        Assert.Equal(
            [1, 1, 5, 5, 10, 10],
            new[] { 0, 99, 100, 499, 500, long.MaxValue }.Select(raw => table.IncrementAt(new Price(raw)).Raw));
    }

    [Fact]
    public void Bands_must_rise_and_have_positive_increments()
    {
        Assert.Throws<ArgumentException>(() => new TickTable());
        ArgumentException twice = Assert.Throws<ArgumentException>(() => new TickTable(Band(0, 1), Band(0, 5)));
        ArgumentException flat = Assert.Throws<ArgumentException>(() => new TickTable(Band(0, 0)));
        Assert.Contains("band 1", twice.Message);
        Assert.Contains("band 0", flat.Message);
        Assert.Throws<ArgumentException>(() => new TickTable(Band(10, 1), Band(5, 1)));
    }

    [Fact]
    public void A_table_does_not_change_with_the_array_it_was_made_from()
    {
        TickBand[] bands = [Band(0, 1)];
        TickTable table = new(bands);
        bands[0] = Band(0, 7);

        Assert.Equal(1, table.IncrementAt(Price.Zero).Raw);
        Assert.Equal(1, table.Bands.Length);
    }

    private static TickBand Band(long from, long increment) => new(new Price(from), new Price(increment));

    private static Price Parse(string text) => Price.FromDecimal(decimal.Parse(text, CultureInfo.InvariantCulture));
}
