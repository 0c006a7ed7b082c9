using Strategies.Sdk;

namespace Strategies.Backtest.Tests.TestKit;

/// <summary>Bids at the best bid, moves with it, and cancels when a second and a half have passed.</summary>
internal sealed class BidFollower : Strategy
{
    private OrderId _order;
    private long _bid;

    [Parameter("size", Description = "Shares of an order.", Min = 1, Max = 1_000)]
    internal int Size { get; set; } = 100;

    internal bool IsBroken { get; init; }

    public override int StateSchemaVersion => 1;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Context.SetTimer(1, Context.TimeNs + 1_500_000_000);
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        if (IsBroken)
        {
            throw new InvalidOperationException("broken on purpose");
        }

        if (bookEvent.IsLastInPacket)
        {
            Follow(bookEvent.Instrument);
        }
    }

    public override void OnTrade(in TradeEvent trade) => Follow(trade.Instrument);

    public override void OnTimer(in TimerEvent timer)
    {
        Context.Log(LogLevel.Information, "timer {0}"u8, timer.TimerId);
        Context.Publish("ticks"u8, 1);
        if (_order.Value != 0)
        {
            Context.Cancel(_order);
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write((long)_order.Value);
        writer.Write(_bid);
    }

    public override void Restore(ref StateReader reader)
    {
        _order = new OrderId((ulong)reader.ReadInt64());
        _bid = reader.ReadInt64();
    }

    private void Follow(InstrumentId instrument)
    {
        Price bid = Context.Book(instrument).BestBid.Price;
        if (bid.Raw == _bid)
        {
            return;
        }

        _bid = bid.Raw;
        if (_order.Value == 0)
        {
            SendResult sent = Context.Send(NewOrder.Limit(instrument, Side.Buy, bid, Size, tag: 7));
            _order = sent.IsSent ? sent.OrderId : default;
        }
        else
        {
            Context.Replace(_order, bid, Size);
        }
    }
}
