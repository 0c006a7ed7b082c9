namespace Strategies.Sdk;

/// <summary>
/// Price increments by price band: the increment of the highest band that starts at or below the price holds.
/// </summary>
public sealed class TickTable
{
    private readonly TickBand[] _bands;
    private readonly TickBand _top;

    /// <summary>Makes a table.</summary>
    /// <param name="bands">
    /// At least one band, from the lowest start up, each increment positive; the first should start at zero.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The bands are empty, unordered or have an increment that is not positive.
    /// </exception>
    public TickTable(params TickBand[] bands)
    {
        if (bands.Length == 0)
        {
            throw new ArgumentException("a tick table needs at least one band", nameof(bands));
        }

        for (int index = 0; index < bands.Length; index++)
        {
            if (bands[index].Increment.Raw <= 0 || index > 0 && bands[index].From <= bands[index - 1].From)
            {
                throw new ArgumentException(
                    $"tick band {index} has no positive increment or does not start above the one before",
                    nameof(bands));
            }
        }

        _bands = (TickBand[])bands.Clone();
        _top = bands[^1];
    }

    /// <summary>
    /// US equities under Rule 612 of Regulation NMS: 0.0001 below one dollar, 0.01 from one dollar up.
    /// </summary>
    public static TickTable UsEquity { get; } = new(
        new TickBand(Price.Zero, new Price(Price.Scale / 10_000)), new TickBand(
            new Price(Price.Scale), new Price(Price.Scale / 100)));

    /// <summary>The bands, from the lowest start up.</summary>
    public ReadOnlySpan<TickBand> Bands => _bands;

    /// <summary>The increment that holds at a price.</summary>
    /// <param name="price">Any price; its absolute value selects the band.</param>
    public Price IncrementAt(Price price)
    {
        long magnitude = Math.Abs(price.Raw);
        int index = _bands.Length - 1;
        while (index > 0 && _bands[index].From.Raw > magnitude)
        {
            index--;
        }

        return _bands[index].Increment;
    }

    /// <summary>True when the price is a multiple of the increment that holds there.</summary>
    /// <param name="price">Any price.</param>
    public bool IsValid(Price price) =>
        // Nearly every price is in the highest band: no search.
        price.Raw % (price >= _top.From ? _top.Increment : IncrementAt(price)).Raw == 0;
}
