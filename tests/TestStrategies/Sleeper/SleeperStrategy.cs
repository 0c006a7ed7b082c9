namespace Sleeper;

/// <summary>
/// Keeps orders far from the market. Its Restore takes long enough for another process to see that a swap is under way.
/// </summary>
public sealed class SleeperStrategy : Strategy
{
    private const int OrdersMax = 20;
    private const long Turns = 320_000_000;

    private long _events;
    private long _sent;
    private long _mix = 1;

    /// <inheritdoc/>
    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        _events++;
        Book book = Context.Book(bookEvent.Instrument);
        if (_sent < OrdersMax && book.IsTwoSided)
        {
            _sent++;
            Price price = new(book.BestBid.Price.Raw - (_sent * Price.Scale / 100));
            Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, price, 1, tag: _sent));
        }
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        writer.Write(_events);
        writer.Write(_sent);
        writer.Write(_mix);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        _events = reader.ReadInt64();
        _sent = reader.ReadInt64();
        _mix = reader.ReadInt64();
        long turned = _mix;
        for (long turn = 0; turn < Turns; turn++)
        {
            turned = (turned * 6364136223846793005) + turn;
        }

        // Always true, but the loop must not be optimised away.
        _mix = turned == 0 ? 0 : _mix;
    }
}
