using Strategies.Sdk;

namespace MyStrategy;

/// <summary>
/// Quotes one order a side around the mid, once an interval. The longer its position, the lower both quotes stand: it sells
/// more easily what it has too much of.
/// </summary>
public sealed class MyClassStrategy : Strategy
{
    private const long RefreshTimer = 1;
    private const long NsPerMillisecond = 1_000_000;
    private const int OrdersMax = 8;

    // Made here: after start a callback allocates nothing. It is filled anew each time, so it is not state.
    private readonly WorkingOrder[] _orders = new WorkingOrder[OrdersMax];

    private InstrumentId _instrument = new(1);
    private long _refreshes;

    [Parameter("quoteSize", Unit = "shares", Min = 1, Max = 1_000, Description = "Quantity of each quote.")]
    public long QuoteSize { get; set; } = 100;

    [Parameter("halfSpread", Unit = "ticks", Min = 1, Max = 1_000, Description = "Distance of a quote from the mid.")]
    public long HalfSpreadTicks { get; set; } = 1;

    [Parameter("skew", Unit = "ticks", Min = 0, Max = 1_000, Description = "How far both quotes move for one quote's size held.")]
    public long SkewTicks { get; set; } = 2;

    [Parameter("refresh", Unit = "ms", Min = 1, Max = 60_000, Description = "Time from one look at the quotes to the next.")]
    public long RefreshMs { get; set; } = 250;

    public override void OnStart()
    {
        Context.Subscribe(_instrument);
        Context.SetTimer(RefreshTimer, Context.TimeNs + (RefreshMs * NsPerMillisecond));
    }

    public override void OnTimer(in TimerEvent timer)
    {
        _refreshes++;
        Context.Publish("refreshes"u8, _refreshes);
        Context.SetTimer(RefreshTimer, Context.TimeNs + (RefreshMs * NsPerMillisecond)); // a timer fires once
        Book book = Context.Book(_instrument);
        if (!book.IsTwoSided)
        {
            return;
        }

        Price tick = Context.Instrument(_instrument).Ticks.IncrementAt(book.Mid);
        long held = Context.Position(_instrument).Quantity.Raw / QuoteSize;
        Price centre = book.Mid - (tick * (held * SkewTicks));
        Refresh(Side.Buy, Lower((centre - (tick * HalfSpreadTicks)).RoundDown(tick), book.BestBid.Price));
        Refresh(Side.Sell, Higher((centre + (tick * HalfSpreadTicks)).RoundUp(tick), book.BestOffer.Price));
    }

    public override void Save(ref StateWriter writer) => writer.Write(_refreshes);

    public override void Restore(ref StateReader reader) => _refreshes = reader.ReadInt64();

    private static Price Lower(Price left, Price right) => left < right ? left : right;

    private static Price Higher(Price left, Price right) => left > right ? left : right;

    // Orders belong to the slot and outlive this instance, so they are read back instead of being remembered.
    private void Refresh(Side side, Price price)
    {
        int count = Context.CopyWorkingOrders(_orders);
        for (int index = 0; index < count; index++)
        {
            ref readonly WorkingOrder order = ref _orders[index];
            if (order.Side == side)
            {
                if (order.Price != price && order.OrdStatus is OrdStatus.New or OrdStatus.PartiallyFilled)
                {
                    // Refused when it would break a limit; the next refresh tries again.
                    _ = Context.Replace(order.OrderId, price, order.CumQty + QuoteSize);
                }

                return;
            }
        }

        _ = Context.Send(NewOrder.Limit(_instrument, side, price, QuoteSize));
    }
}
