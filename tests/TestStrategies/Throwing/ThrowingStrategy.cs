namespace Throwing;

/// <summary>
/// Keeps a ladder of passive bids in the first instrument with a book, and throws in <see cref="OnBook"/> after a
/// number of book callbacks, right after it has sent one more order: that order must be discarded with the callback. If it is told to,
/// it throws in <see cref="Save"/> from a number of book callbacks on.
/// </summary>
public sealed class ThrowingStrategy : Strategy
{
    private long _books;

    /// <summary>The book callback that throws.</summary>
    [Parameter("throwAfter", Unit = "callbacks", Description = "The number of the book callback that throws.", Min = 1)]
    public long ThrowAfter { get; set; } = long.MaxValue;

    /// <summary>The book callback behind which it cannot be saved any more.</summary>
    [Parameter("saveThrowsAfter", Unit = "callbacks", Description = "Save throws from this number of book callbacks on.", Min = 0)]
    public long SaveThrowsAfter { get; set; } = long.MaxValue;

    /// <summary>Orders of the ladder.</summary>
    [Parameter("ladderLevels", Unit = "orders", Description = "Working bids to keep.", Min = 0, Max = 50)]
    public int LadderLevels { get; set; } = 5;

    /// <summary>Distance of the first order from the best bid, and between orders.</summary>
    [Parameter("ladderStep", Unit = "currency", Description = "Distance between the ladder's prices.", Min = 0.01)]
    public Price LadderStep { get; set; } = Price.FromDecimal(0.10m);

    /// <summary>Quantity of each order.</summary>
    [Parameter("quantity", Unit = "shares", Description = "Quantity of each order.", Min = 1)]
    public Quantity Quantity { get; set; } = 1;

    /// <inheritdoc/>
    public override void OnStart()
    {
        for (int instrument = 1; instrument <= Context.InstrumentCount; instrument++)
        {
            Context.Subscribe(new InstrumentId(instrument));
        }
    }

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        _books++;
        Book book = Context.Book(bookEvent.Instrument);
        int working = Context.WorkingOrderCount;
        if (book.IsTwoSided && working < LadderLevels)
        {
            SendBid(bookEvent.Instrument, book, working + 1);
        }

        if (_books >= ThrowAfter)
        {
            if (book.IsTwoSided)
            {
                SendBid(bookEvent.Instrument, book, LadderLevels + 1);
            }

            throw new InvalidOperationException("the fault that this strategy is there for");
        }
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        if (_books >= SaveThrowsAfter)
        {
            throw new InvalidOperationException("it cannot be saved any more");
        }

        writer.Write(_books);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader) => _books = reader.ReadInt64();

    private void SendBid(InstrumentId instrument, Book book, int level)
    {
        Price tick = Context.Instrument(instrument).Ticks.IncrementAt(book.BestBid.Price);
        Price price = (book.BestBid.Price - LadderStep * level).RoundDown(tick);
        if (price > Price.Zero)
        {
            Context.Send(NewOrder.Limit(instrument, Side.Buy, price, Quantity, tag: level));
        }
    }
}
