using Strategies.Sdk;

namespace MyStrategy;

/// <summary>Keeps one bid at the best bid, and moves with it while nothing is filled.</summary>
public sealed class MyClassStrategy : Strategy
{
    // The state: all that the next version, or a restart, must know to go on as this instance would.
    private OrderId _order;
    private bool _isDone;

    [Parameter("quantity", Unit = "shares", Min = 1, Max = 1_000, Description = "Quantity of the order.")]
    public long Quantity { get; set; } = 100;

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnBook(in BookEvent bookEvent)
    {
        Book book = Context.Book(bookEvent.Instrument);
        if (_isDone || !bookEvent.IsLastInPacket || !book.IsTwoSided)
        {
            return;
        }

        Price bid = book.BestBid.Price;
        if (!Context.TryGetOrder(_order, out WorkingOrder order))
        {
            SendResult sent = Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, bid, Quantity));
            _order = sent.IsSent ? sent.OrderId : default;
        }
        else if (order.OrdStatus == OrdStatus.New && order.Price != bid)
        {
            // Refused when it would break a limit; the next book tries again.
            _ = Context.Replace(_order, bid, Quantity);
        }
    }

    public override void OnOrderUpdate(in OrderUpdate update)
    {
        if (update.OrderId == _order && update.OrdStatus == OrdStatus.Filled)
        {
            _isDone = true;
            Context.Log(LogLevel.Information, "filled at {0}"u8, update.LastPx.Raw);
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write((long)_order.Value);
        writer.Write(_isDone);
    }

    public override void Restore(ref StateReader reader)
    {
        _order = new OrderId((ulong)reader.ReadInt64());
        _isDone = reader.ReadBoolean();
    }
}
