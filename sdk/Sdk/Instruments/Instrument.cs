namespace Strategies.Sdk;

/// <summary>
/// An instrument as it is defined for one trading day. One contract for every asset class; unused fields are zero.
/// </summary>
public sealed class Instrument
{
    /// <summary>Its identifier in the cell's universe for the day.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>Its symbol, 1 to 32 ASCII characters.</summary>
    public required string Symbol { get; init; }

    /// <summary>
    /// The venue that it trades at; the first unless said otherwise. The same symbol at two venues is two instruments, each
    /// with its own book, orders and position.
    /// </summary>
    public VenueId Venue { get; init; } = new(1);

    /// <summary>Kind of instrument.</summary>
    public SecurityType SecurityType { get; init; } = SecurityType.Equity;

    /// <summary>Currency of price and settlement.</summary>
    public Currency Currency { get; init; } = Currency.Usd;

    /// <summary>
    /// Units of the underlying in one contract, for example 100 for a US equity option; 1 for a share.
    /// </summary>
    public long ContractMultiplier { get; init; } = 1;

    /// <summary>What the price counts.</summary>
    public PriceType PriceType { get; init; } = PriceType.PerUnit;

    /// <summary>Price increments.</summary>
    public TickTable Ticks { get; init; } = TickTable.UsEquity;

    /// <summary>Smallest tradable quantity and its increment.</summary>
    public Quantity Lot { get; init; } = 1;

    /// <summary>The instrument that an option or future is on; none otherwise.</summary>
    public InstrumentId Underlying { get; init; }

    /// <summary>Last trading day of an option or future as yyyymmdd; 0 otherwise.</summary>
    public int ExpiryDate { get; init; }

    /// <summary>Strike price of an option; zero otherwise.</summary>
    public Price Strike { get; init; }

    /// <summary>Put or call.</summary>
    public PutOrCall PutOrCall { get; init; }

    /// <summary>European or American.</summary>
    public ExerciseStyle ExerciseStyle { get; init; }

    /// <summary>Maturity of a bond as yyyymmdd; 0 otherwise.</summary>
    public int MaturityDate { get; init; }

    /// <summary>Annual coupon of a bond in percent of par, scaled like a price.</summary>
    public Price CouponRate { get; init; }

    /// <summary>How the coupon accrues.</summary>
    public DayCount DayCount { get; init; }

    /// <summary>
    /// What a quantity is worth at a price, exact to 1e-8 of the currency: price x quantity x multiplier, over 100 for
    /// percent of par (truncated toward zero, less than 1e-8 off). The only way from prices to money.
    /// </summary>
    /// <param name="price">Any price.</param>
    /// <param name="quantity">Signed quantity; the result has its sign times the price's.</param>
    public Money Notional(Price price, Quantity quantity)
    {
        Int128 raw = checked((Int128)price.Raw * quantity.Raw * ContractMultiplier);
        return new Money(PriceType == PriceType.PercentOfPar ? raw / 100 : raw, Currency);
    }
}
