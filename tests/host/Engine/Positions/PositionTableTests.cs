using System.Numerics;
using CsCheck;
using Strategies.Engine.Books;
using Strategies.Engine.Positions;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Positions;

public sealed class PositionTableTests
{
    private static readonly Instrument[] Universe =
    [
        new Instrument { Id = new InstrumentId(1), Symbol = "SHARE" },
        new Instrument
        {
            Id = new InstrumentId(2),
            Symbol = "OPTION",
            SecurityType = SecurityType.Option,
            ContractMultiplier = 100,
        },
        new Instrument
        {
            Id = new InstrumentId(3),
            Symbol = "BOND",
            SecurityType = SecurityType.Bond,
            PriceType = PriceType.PercentOfPar,
            Ticks = new TickTable(new TickBand(Price.Zero, new Price(Price.Scale / 256))),
        },
        new Instrument
        {
            Id = new InstrumentId(4),
            Symbol = "FUTURE",
            SecurityType = SecurityType.Future,
            ContractMultiplier = 50,
        },
    ];

    /// <summary>Instrument, signed quantity, price and fee; prices in 256ths are multiples of 100 raw.</summary>
    private static readonly Gen<(int Instrument, long Quantity, long Price, long Fee)> Fills = Gen.Select(
        Gen.Int[1, 4],
        Gen.Long[-500, 500].Where(quantity => quantity != 0),
        Gen.Long[1, 60_000].Select(ticks => ticks * (Price.Scale / 256) / 100 * 100),
        Gen.Long[-1_000_000, 5_000_000]);

    [Fact]
    public void Quantity_cost_realised_and_fees_are_those_of_an_exact_average_cost_account() =>
        Fills.Array[1, 80].Sample(fills =>
    {
        PositionTable table = new(2, Universe.Length);
        NaiveAccount[] twins = Universe.Select(instrument => new NaiveAccount(instrument)).ToArray();
        foreach ((int number, long quantity, long price, long fee) in fills)
        {
            Instrument instrument = Universe[number - 1];
            table.Apply(2, instrument, quantity, new Price(price), fee);
            NaiveAccount twin = twins[number - 1];
            twin.Apply(quantity, price, fee);
            PositionRow row = table[2, instrument.Id];
            Assert.Equal(
                (twin.Quantity, twin.Cost, twin.Realised, twin.Fees),
                ((BigInteger)row.Quantity, (BigInteger)row.Cost, (BigInteger)row.Realised, (BigInteger)row.Fees));
            Assert.Equal(-twin.Cash, (BigInteger)(row.Cost - row.Realised));
            Assert.True(row.Quantity != 0 || row.Cost == 0);
            Assert.Equal(0, table[1, instrument.Id].Quantity);
        }
    }, iter: 2000);

    [Fact]
    public void A_fill_that_turns_the_position_over_closes_the_old_and_opens_the_new_at_its_price()
    {
        PositionTable table = new(1, 1);
        table.Apply(1, Universe[0], 100, Price.FromDecimal(10), 0);
        table.Apply(1, Universe[0], -150, Price.FromDecimal(12), 7);
        PositionRow row = table[1, new InstrumentId(1)];
        Assert.Equal((-50, -600L * Price.Scale, 200L * Price.Scale, 7),
            (row.Quantity, (long)row.Cost, (long)row.Realised, (long)row.Fees));
    }

    [Fact]
    public void The_remainder_of_a_share_of_the_cost_stays_in_the_cost()
    {
        PositionTable table = new(1, 1);
        table.Apply(1, Universe[0], 2, new Price(100), 0);
        table.Apply(1, Universe[0], 1, new Price(101), 0);
        table.Apply(1, Universe[0], -1, new Price(100), 0);
        PositionRow row = table[1, new InstrumentId(1)];
        Assert.Equal((2, 201, 0), (row.Quantity, (long)row.Cost, (long)row.Realised));
        table.Apply(1, Universe[0], -2, new Price(100), 0);
        row = table[1, new InstrumentId(1)];
        Assert.Equal((0, 0, -1), (row.Quantity, (long)row.Cost, (long)row.Realised));
    }

    [Fact]
    public void Unrealised_is_marked_at_the_mid_or_else_at_the_last_trade_or_not_at_all()
    {
        BookPool pool = new(new EngineOptions { MarketOrdersMax = 16, LevelsMax = 16 });
        OrderBook book = new(pool, new InstrumentId(2), 8);
        PositionTable table = new(1, 2);
        table.Apply(1, Universe[1], 3, Price.FromDecimal(2), 0);
        PositionRow row = table[1, new InstrumentId(2)];
        Assert.Equal(Int128.Zero, PositionTable.Unrealised(in row, Universe[1], book));
        Apply(book, MarketMessageKind.HiddenTrade, Side.Buy, 3);
        Assert.Equal(300L * Price.Scale, PositionTable.Unrealised(in row, Universe[1], book));
        Apply(book, MarketMessageKind.Add, Side.Buy, 4);
        Assert.Equal(300L * Price.Scale, PositionTable.Unrealised(in row, Universe[1], book));
        Apply(book, MarketMessageKind.Add, Side.Sell, 5);
        Assert.Equal(750L * Price.Scale, PositionTable.Unrealised(in row, Universe[1], book));
    }

    private static void Apply(OrderBook book, MarketMessageKind kind, Side side, decimal price)
    {
        MarketMessage message = new()
        {
            Kind = kind,
            Side = side,
            Price = Price.FromDecimal(price),
            Quantity = 10,
            OrderReference = (ulong)price,
            HasPrice = true,
        };
        book.Apply(ref message, 1);
    }
}
