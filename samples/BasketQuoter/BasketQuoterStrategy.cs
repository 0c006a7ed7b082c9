using Strategies.Sdk;

namespace Strategies.Samples.BasketQuoter;

/// <summary>
/// Quotes both sides of a basket of instruments at a distance from the touch: one order a side, replaced when the touch
/// has moved far enough, canceled while the position is at its cap.
/// </summary>
/// <remarks>
/// It asks for a thing once: what the gate refuses is tried again when the market has moved, what is still pending at
/// the venue with the next message.
/// </remarks>
public sealed class BasketQuoterStrategy : Strategy
{
    private const int BasketMax = 64;

    // The state. Allocated once, here: after start a callback must not allocate.
    private readonly Quote[] _bids = new Quote[BasketMax];
    private readonly Quote[] _offers = new Quote[BasketMax];
    private readonly Quantity[] _held = new Quantity[BasketMax];
    private int _first;
    private int _count;

    [Parameter("firstInstrument", Min = 1, Max = int.MaxValue, Description = "Number of the basket's first instrument.")]
    public int FirstInstrument { get; set; } = 1;

    [Parameter("instruments", Min = 1, Max = BasketMax, Description = "Instruments of the basket, numbered in a row.")]
    public int Instruments { get; set; } = 1;

    [Parameter("offsetTicks", Unit = "ticks", Min = 0, Max = 1000, Description = "Distance of the quotes from the touch.")]
    public long OffsetTicks { get; set; }

    [Parameter("moveTicks", Unit = "ticks", Min = 1, Max = 1000, Description = "Move of the touch that a quote follows.")]
    public long MoveTicks { get; set; } = 1;

    [Parameter("quoteSize", Unit = "shares", Min = 1, Max = 1_000_000, Description = "Quantity of each quote.")]
    public Quantity QuoteSize { get; set; } = 100;

    [Parameter("positionMax", Unit = "shares", Min = 1, Max = 1_000_000_000, Description = "Largest position, long or short.")]
    public Quantity PositionMax { get; set; } = 1_000;

    public override void OnStart()
    {
        _first = FirstInstrument;
        _count = Math.Min(Instruments, Context.InstrumentCount - _first + 1);
        for (int index = 0; index < _count; index++)
        {
            Context.Subscribe(new InstrumentId(_first + index));
        }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        if (bookEvent.IsLastInPacket)
        {
            Requote(bookEvent.Instrument);
        }
    }

    public override void OnTrade(in TradeEvent trade)
    {
        if (trade.IsLastInPacket)
        {
            Requote(trade.Instrument);
        }
    }

    // The position is read back when it can have changed and not with every message of the market: reading it walks
    // through all working orders of the slot.
    public override void OnOrderUpdate(in OrderUpdate update)
    {
        int index = update.Instrument.Value - _first;
        if (update.ExecType is ExecType.Trade or ExecType.TradeCancel or ExecType.TradeCorrect)
        {
            _held[index] = Context.Position(update.Instrument).Quantity;
        }

        ref Quote quote = ref (update.Side == Side.Buy ? ref _bids[index] : ref _offers[index]);
        if (quote.OrderId == update.OrderId && !update.OrdStatus.IsWorking())
        {
            quote = default; // the next message of the market sends a new one
        }
    }

    private void Requote(InstrumentId instrument)
    {
        int index = instrument.Value - _first;
        Book book = Context.Book(instrument);
        Price bid = book.BestBid.Price;
        Price offer = book.BestOffer.Price;
        if (bid.IsZero || offer.IsZero || bid >= offer)
        {
            return;
        }

        Price tick = Context.Instrument(instrument).Ticks.IncrementAt(bid);
        Price offset = tick * OffsetTicks;
        Price move = tick * MoveTicks;
        Quantity held = _held[index];
        Price buy = held + QuoteSize <= PositionMax ? bid - offset : Price.Zero;
        Price sell = QuoteSize - held <= PositionMax ? offer + offset : Price.Zero;
        Work(ref _bids[index], instrument, Side.Buy, buy, move);
        Work(ref _offers[index], instrument, Side.Sell, sell, move);
    }

    private void Work(ref Quote quote, InstrumentId instrument, Side side, Price wanted, Price move)
    {
        // Zero is far from every price: a quote that begins or ends is always a move.
        if (wanted < quote.Price + move && wanted > quote.Price - move)
        {
            return;
        }

        if (quote.OrderId.Value == 0)
        {
            SendResult sent = Context.Send(NewOrder.Limit(instrument, side, wanted, QuoteSize));
            quote.OrderId = sent.IsSent ? sent.OrderId : default;
            quote.Price = wanted;
        }
        else if (!Context.TryGetOrder(quote.OrderId, out WorkingOrder order))
        {
            quote = default;
        }
        else if (order.OrdStatus is OrdStatus.New or OrdStatus.PartiallyFilled)
        {
            _ = wanted.IsZero
                ? Context.Cancel(quote.OrderId)
                : Context.Replace(quote.OrderId, wanted, order.CumQty + QuoteSize);
            quote.Price = wanted;
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_first);
        writer.Write(_count);
        for (int index = 0; index < _count; index++)
        {
            writer.Write(_bids[index].OrderId);
            writer.Write(_bids[index].Price);
            writer.Write(_offers[index].OrderId);
            writer.Write(_offers[index].Price);
            writer.Write(_held[index]);
        }
    }

    // Sets every field: in a rollback and return this same instance is used again, with what it held before.
    public override void Restore(ref StateReader reader)
    {
        if (reader.SchemaVersion != 1)
        {
            throw new StateSchemaException("the basket quoter reads state schema 1 only");
        }

        _first = reader.ReadInt32();
        _count = reader.ReadInt32();
        if (_first < 1 || _count is < 0 or > BasketMax)
        {
            throw new StateSchemaException("the saved state is not one of the basket quoter");
        }

        for (int index = 0; index < _count; index++)
        {
            _bids[index] = new Quote { OrderId = reader.ReadOrderId(), Price = reader.ReadPrice() };
            _offers[index] = new Quote { OrderId = reader.ReadOrderId(), Price = reader.ReadPrice() };
            _held[index] = reader.ReadQuantity();
        }

        if (reader.Remaining != 0)
        {
            throw new StateSchemaException("the saved state is not one of the basket quoter");
        }
    }
}
