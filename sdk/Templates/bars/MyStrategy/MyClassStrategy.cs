using Strategies.Sdk;

namespace MyStrategy;

/// <summary>
/// Makes bars of a minute out of mid prices and holds one unit long while the fast average of their closes is above the slow
/// one, one unit short while it is below.
/// </summary>
public sealed class MyClassStrategy : Strategy
{
    private const long BarNs = 60_000_000_000;
    private const int FastBars = 5;
    private const int SlowBars = 20;

    private readonly BarBuilder _bars = new(BarNs);
    private readonly MovingAverage _fast = new(FastBars);
    private readonly MovingAverage _slow = new(SlowBars);
    private readonly InstrumentId _instrument = new(1);

    [Parameter("unit", Unit = "shares", Min = 1, Max = 500, Description = "Shares held long or short.")]
    public long UnitShares { get; set; } = 100;

    public override void OnStart() => Context.Subscribe(_instrument);

    public override void OnBook(in BookEvent bookEvent)
    {
        Book book = Context.Book(bookEvent.Instrument);
        if (!bookEvent.IsLastInPacket || !book.IsTwoSided || !_bars.Add(Context.TimeNs, book.Mid, out Price closed))
        {
            return;
        }

        _fast.Add(closed);
        _slow.Add(closed);
        if (_slow.IsReady && _fast.Raw != _slow.Raw && Context.WorkingOrderCount == 0)
        {
            Hold(_fast.Raw > _slow.Raw ? UnitShares : -UnitShares, book);
        }
    }

    public override void Save(ref StateWriter writer)
    {
        _bars.Save(ref writer);
        _fast.Save(ref writer);
        _slow.Save(ref writer);
    }

    public override void Restore(ref StateReader reader)
    {
        _bars.Restore(ref reader);
        _fast.Restore(ref reader);
        _slow.Restore(ref reader);
    }

    // Immediate or cancel at the far touch: what is not filled is gone, and the next bar asks again.
    private void Hold(long wanted, Book book)
    {
        long missing = wanted - Context.Position(_instrument).Quantity.Raw;
        if (missing != 0)
        {
            Side side = missing > 0 ? Side.Buy : Side.Sell;
            Price price = missing > 0 ? book.BestOffer.Price : book.BestBid.Price;
            _ = Context.Send(NewOrder.Limit(_instrument, side, price, Math.Abs(missing), TimeInForce.ImmediateOrCancel));
        }
    }
}
