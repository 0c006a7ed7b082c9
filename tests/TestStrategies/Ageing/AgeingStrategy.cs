namespace Ageing;

/// <summary>
/// From some number of books on keeps a passive bid working and moves it now and then, and forgets in Save how many books it has seen: one
/// that was restored begins to trade later.
/// </summary>
public sealed class AgeingStrategy : Strategy
{
    private const int MoveEvery = 40;

    private long _age;
    private long _sent;
    private OrderId _bid;

    /// <summary>The book callback with which it begins to trade.</summary>
    [Parameter("after", Unit = "callbacks", Description = "The number of the book callback with which it begins to trade.", Min = 1)]
    public long After { get; set; } = long.MaxValue;

    /// <summary>Whether it saves its age too.</summary>
    [Parameter("remembers", Description = "1: Save writes all of the state.", Min = 0, Max = 1)]
    public long Remembers { get; set; }

    /// <inheritdoc/>
    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        _age++;
        Book book = Context.Book(bookEvent.Instrument);
        if (_age < After || _age % MoveEvery != 0 || !book.IsTwoSided)
        {
            return;
        }

        if (Context.WorkingOrderCount > 0)
        {
            Context.Cancel(_bid);
            return;
        }

        Price tick = Context.Instrument(bookEvent.Instrument).Ticks.IncrementAt(book.BestBid.Price);
        Price price = (book.BestBid.Price - Price.FromDecimal(0.50m)).RoundDown(tick);
        SendResult result = Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, price, 1));
        if (result.IsSent)
        {
            _bid = result.OrderId;
            _sent++;
        }
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        writer.Write(Remembers > 0 ? _age : 0);
        writer.Write(_sent);
        writer.Write((long)_bid.Value);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        _age = reader.ReadInt64();
        _sent = reader.ReadInt64();
        _bid = new OrderId((ulong)reader.ReadInt64());
    }
}
