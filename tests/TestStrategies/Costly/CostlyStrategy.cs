namespace Costly;

/// <summary>
/// Keeps a few passive bids working and, from a number of book callbacks on, takes too much of something: time, by
/// turning in a loop, or memory. What it takes too much of, how much and how often are parameters.
/// </summary>
public sealed class CostlyStrategy : Strategy
{
    private long _books;
    private ulong _number = 1;
    private byte[] _memory = [];

    /// <summary>The first book callback that is costly.</summary>
    [Parameter("after", Unit = "callbacks", Description = "The number of the first costly book callback.", Min = 1)]
    public long After { get; set; } = long.MaxValue;

    /// <summary>How many callbacks are costly.</summary>
    [Parameter("times", Unit = "callbacks", Description = "How many book callbacks are costly.", Min = 0)]
    public long Times { get; set; } = 1;

    /// <summary>Turns of the loop in a costly callback.</summary>
    [Parameter("spins", Unit = "turns", Description = "Turns of a loop in a costly callback.", Min = 0)]
    public long Spins { get; set; }

    /// <summary>Bytes that a costly callback allocates.</summary>
    [Parameter("bytes", Unit = "bytes", Description = "Bytes that a costly callback allocates.", Min = 0)]
    public int Bytes { get; set; }

    /// <summary>Turns of the loop in Restore.</summary>
    [Parameter("restoreSpins", Unit = "turns", Description = "Turns of a loop in Restore.", Min = 0)]
    public long RestoreSpins { get; set; }

    /// <summary>Working bids to keep.</summary>
    [Parameter("orders", Unit = "orders", Description = "Working bids to keep.", Min = 0, Max = 50)]
    public int Orders { get; set; } = 3;

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
        if (book.IsTwoSided && working < Orders)
        {
            Price tick = Context.Instrument(bookEvent.Instrument).Ticks.IncrementAt(book.BestBid.Price);
            Price price = (book.BestBid.Price - Price.FromDecimal(0.10m) * (working + 1)).RoundDown(tick);
            Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, price, 1));
        }

        if (_books >= After && _books - After < Times)
        {
            Spin(Spins);
            _memory = Bytes > 0 ? new byte[Bytes] : _memory;
        }
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        writer.Write(_books);
        writer.Write((long)_number);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        _books = reader.ReadInt64();
        _number = (ulong)reader.ReadInt64();
        Spin(RestoreSpins);
    }

    private void Spin(long turns)
    {
        for (long turn = 0; turn < turns; turn++)
        {
            _number ^= _number << 13;
            _number ^= _number >> 7;
            _number ^= _number << 17;
        }
    }
}
