using Strategies.Sdk;

namespace Strategies.Samples.Ladder;

/// <summary>
/// Keeps a ladder of buy orders below the mid and of sell orders above it, and re-centres it once a second.
/// </summary>
public sealed class LadderStrategy : Strategy
{
    private const long RefreshTimer = 1;
    private const long RefreshIntervalNs = 1_000_000_000;
    private const int OrdersMax = 128;

    // Allocated once, here: after start a callback must not allocate. Refresh fills it anew, so it is not state.
    private readonly WorkingOrder[] _orders = new WorkingOrder[OrdersMax];

    // The state: everything that the next version, or a restart, must know to go on exactly as this instance would.
    private InstrumentId _instrument;
    private Price _centre;
    private long _bookCallbacks, _tradeCallbacks, _statusCallbacks, _orderUpdateCallbacks, _timerCallbacks;

    [Parameter("instrument", Min = 0, Max = int.MaxValue, Description = "Number of the instrument; 0 is the first.")]
    public long InstrumentNumber { get; set; }

    [Parameter("levels", Unit = "orders", Min = 1, Max = 32, Description = "Orders on each side.")]
    public int Levels { get; set; } = 12;

    [Parameter("stepTicks", Unit = "ticks", Min = 1, Max = 1000, Description = "Distance between two orders.")]
    public long StepTicks { get; set; } = 5;

    [Parameter("quoteSize", Unit = "shares", Min = 1, Max = 1_000_000, Description = "Quantity of each order.")]
    public Quantity QuoteSize { get; set; } = 10;

    public override void OnStart()
    {
        _instrument = new InstrumentId(InstrumentNumber == 0 ? 1 : (int)InstrumentNumber);
        Context.Subscribe(_instrument);
        Context.SetTimer(RefreshTimer, Context.TimeNs + RefreshIntervalNs);
    }

    public override void OnBook(in BookEvent bookEvent) => _bookCallbacks++;

    public override void OnTrade(in TradeEvent trade) => _tradeCallbacks++;

    public override void OnMarketStatus(in MarketStatusEvent status) => _statusCallbacks++;

    public override void OnOrderUpdate(in OrderUpdate update) => _orderUpdateCallbacks++;

    public override void OnTimer(in TimerEvent timer)
    {
        _timerCallbacks++;
        Context.SetTimer(RefreshTimer, Context.TimeNs + RefreshIntervalNs); // a timer fires once
        Book book = Context.Book(_instrument);
        if (book.IsTwoSided)
        {
            // The side that the market moves toward goes first: else a new order could meet an old one of our own.
            Price tick = Context.Instrument(_instrument).Ticks.IncrementAt(book.Mid);
            Price centre = book.Mid;
            Side first = centre > _centre ? Side.Sell : Side.Buy;
            _centre = centre;
            Refresh(first, tick);
            Refresh(first.Opposite(), tick);
        }
    }

    // Orders belong to the slot and outlive this instance. So they are read back each time instead of being remembered,
    // and each carries its level (1 is the best) as its tag.
    private void Refresh(Side side, Price tick)
    {
        int count = Context.CopyWorkingOrders(_orders);
        for (int level = 1; level <= Levels; level++)
        {
            Price price = LadderPrice.At(_centre, side, level, tick, StepTicks);
            int index = IndexOf(side, level, count);
            SendResult result = default;
            if (index < 0)
            {
                result = Context.Send(NewOrder.Limit(_instrument, side, price, QuoteSize, TimeInForce.Day, tag: level));
            }
            else if (_orders[index].Price != price
                && _orders[index].OrdStatus is OrdStatus.New or OrdStatus.PartiallyFilled)
            {
                result = Context.Replace(_orders[index].OrderId, price, _orders[index].CumQty + QuoteSize);
            }

            if (!result.IsSent)
            {
                return; // the gate would refuse the other levels too; the next timer tries again
            }
        }
    }

    private int IndexOf(Side side, int level, int count)
    {
        for (int index = 0; index < count; index++)
        {
            if (_orders[index].Side == side && _orders[index].Tag == level)
            {
                return index;
            }
        }

        return -1;
    }

    public override void OnStop()
    {
        Context.Publish("callbacks.market"u8, _bookCallbacks + _tradeCallbacks + _statusCallbacks);
        Context.Publish("callbacks.book"u8, _bookCallbacks);
        Context.Publish("callbacks.trade"u8, _tradeCallbacks);
        Context.Publish("callbacks.status"u8, _statusCallbacks);
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_instrument);
        writer.Write(_centre);
        writer.Write(_bookCallbacks);
        writer.Write(_tradeCallbacks);
        writer.Write(_statusCallbacks);
        writer.Write(_orderUpdateCallbacks);
        writer.Write(_timerCallbacks);
    }

    public override void Restore(ref StateReader reader)
    {
        if (reader.SchemaVersion != 1)
        {
            throw new StateSchemaException("version 1 of the ladder reads state schema 1 only");
        }

        _instrument = reader.ReadInstrumentId();
        _centre = reader.ReadPrice();
        _bookCallbacks = reader.ReadInt64();
        _tradeCallbacks = reader.ReadInt64();
        _statusCallbacks = reader.ReadInt64();
        _orderUpdateCallbacks = reader.ReadInt64();
        _timerCallbacks = reader.ReadInt64();
        if (_instrument.Value < 1 || reader.Remaining != 0)
        {
            throw new StateSchemaException("the saved state is not one of the ladder");
        }
    }
}
