// Weighted imbalance of the first levels of the book, with weights in a constant table (bytes of the assembly, no static
// field) and a stackalloc for the orders in the queue. Joins the side that is heavier.
using System;
using Strategies.Sdk;

namespace Honest.OrderBookImbalance;

public sealed class OrderBookImbalanceStrategy : Strategy
{
    private const int Depth = 5;

    private static ReadOnlySpan<double> Weights => [1.0, 0.6, 0.36, 0.216, 0.1296];

    private double _smoothed;
    private long _quotes, _skipped;
    private OrderId _order;
    private Side _orderSide;

    [Parameter("threshold", Min = 0, Max = 1, Description = "Imbalance from which to quote.")]
    public double Threshold { get; set; } = 0.35;

    [Parameter("smoothing", Min = 0.001, Max = 1)]
    public double Smoothing { get; set; } = 0.1;

    [Parameter("queueMax", Unit = "orders", Min = 1, Max = 64, Description = "Most orders in front of ours.")]
    public int QueueMax { get; set; } = 20;

    [Parameter("maxPosition", Unit = "shares", Min = 0, Max = 100_000)]
    public Quantity MaxPosition { get; set; } = 500;

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnBook(in BookEvent bookEvent)
    {
        Book book = Context.Book(bookEvent.Instrument);
        if (!bookEvent.IsLastInPacket || !book.IsTwoSided || book.Status is not (TradingStatus.Trading or TradingStatus.Unknown))
        {
            return;
        }

        _smoothed += Smoothing * (Imbalance(book) - _smoothed);
        Side side = _smoothed switch
        {
            var value when value > Threshold => Side.Buy,
            var value when value < -Threshold => Side.Sell,
            _ => Side.None,
        };
        Work(book, side);
    }

    private static double Imbalance(Book book)
    {
        Span<double> sides = stackalloc double[2];
        sides.Clear();
        for (int level = 0; level < Depth; level++)
        {
            sides[0] += Weights[level] * book.Level(Side.Buy, level).Quantity.Raw;
            sides[1] += Weights[level] * book.Level(Side.Sell, level).Quantity.Raw;
        }

        double total = sides[0] + sides[1];
        return total > 0 ? (sides[0] - sides[1]) / total : 0;
    }

    private void Work(Book book, Side side)
    {
        if (_order.Value != 0)
        {
            if (side != _orderSide)
            {
                Context.Cancel(_order);
            }

            return;
        }

        long held = Context.Position(book.Instrument).Quantity.Raw;
        if (side == Side.None || held * side.Sign() >= MaxPosition.Raw || !IsQueueShort(book, side))
        {
            return;
        }

        Price price = side == Side.Buy ? book.BestBid.Price : book.BestOffer.Price;
        SendResult sent = Context.Send(NewOrder.Limit(book.Instrument, side, price, Context.Instrument(book.Instrument).Lot));
        if (sent.IsSent)
        {
            (_order, _orderSide) = (sent.OrderId, side);
            _quotes++;
        }
    }

    private bool IsQueueShort(Book book, Side side)
    {
        Span<BookOrder> queue = stackalloc BookOrder[64];
        int count = book.CopyOrders(side, 0, queue);
        long ahead = 0;
        foreach (ref readonly BookOrder order in queue[..count])
        {
            ahead += order.Quantity.Raw;
        }

        bool isShort = count < QueueMax && ahead < 10_000;
        _skipped += isShort ? 0 : 1;
        return isShort;
    }

    public override void OnOrderUpdate(in OrderUpdate update)
    {
        if (update.OrderId == _order && !update.OrdStatus.IsWorking())
        {
            (_order, _orderSide) = (default, Side.None);
        }
    }

    public override void OnStop()
    {
        Context.Publish("quotes"u8, _quotes);
        Context.Publish("skipped"u8, _skipped);
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_smoothed);
        writer.Write(_quotes);
        writer.Write(_skipped);
        writer.Write(_order);
        writer.Write((int)_orderSide);
    }

    public override void Restore(ref StateReader reader)
    {
        _smoothed = reader.ReadDouble();
        _quotes = reader.ReadInt64();
        _skipped = reader.ReadInt64();
        _order = reader.ReadOrderId();
        _orderSide = (Side)reader.ReadInt32();
    }
}
