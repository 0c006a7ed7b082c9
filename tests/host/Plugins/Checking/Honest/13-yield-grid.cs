// A grid of resting orders whose offsets come from iterators that run once, in the constructor: geometric steps, Fibonacci
// sizes, zipped into an array of tuples. Local functions do the bookkeeping.
using System;
using System.Collections.Generic;
using System.Linq;
using Strategies.Sdk;

namespace Honest.YieldGrid;

public sealed class YieldGridStrategy : Strategy
{
    private const int RungsMax = 10;

    private readonly (int OffsetTicks, int Lots)[] _rungs;
    private readonly WorkingOrder[] _orders = new WorkingOrder[128];
    private Price _anchor;
    private long _moves;

    public YieldGridStrategy()
    {
        _rungs = Offsets(1, 1.5).Zip(Fibonacci().Skip(1)).Take(RungsMax).ToArray();

        static IEnumerable<int> Offsets(int first, double ratio)
        {
            int last = 0;
            for (double offset = first; ; offset *= ratio)
            {
                int next = Math.Max(last + 1, (int)Math.Round(offset, MidpointRounding.AwayFromZero));
                yield return last = next;
            }
        }

        static IEnumerable<int> Fibonacci()
        {
            (int a, int b) = (1, 1);
            while (true)
            {
                if (a > 100)
                {
                    yield break;
                }

                yield return a;
                (a, b) = (b, a + b);
            }
        }
    }

    [Parameter("rungs", Min = 1, Max = RungsMax)]
    public int Rungs { get; set; } = 5;

    [Parameter("moveTicks", Unit = "ticks", Min = 1, Max = 100, Description = "Move of the mid after which the grid follows.")]
    public long MoveTicks { get; set; } = 5;

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnBook(in BookEvent bookEvent)
    {
        Book book = Context.Book(bookEvent.Instrument);
        if (!bookEvent.IsLastInPacket || !book.IsTwoSided)
        {
            return;
        }

        Instrument instrument = Context.Instrument(bookEvent.Instrument);
        Price tick = instrument.Ticks.IncrementAt(book.Mid);
        if (!HasMoved(book.Mid, _anchor, tick * MoveTicks))
        {
            return;
        }

        _anchor = book.Mid;
        _moves++;
        int working = Context.CopyWorkingOrders(_orders);
        CancelAll(_orders.AsSpan(0, working));
        for (int rung = 0; rung < Math.Min(Rungs, _rungs.Length); rung++)
        {
            (int offset, int lots) = _rungs[rung];
            if (!Place(Side.Buy, _anchor.RoundDown(tick) - tick * offset) || !Place(Side.Sell, _anchor.RoundUp(tick) + tick * offset))
            {
                break;
            }

            bool Place(Side side, Price price) => price.Raw > 0
                && Context.Send(NewOrder.Limit(instrument.Id, side, price, instrument.Lot.Raw * lots, tag: offset * side.Sign())).IsSent;
        }

        static bool HasMoved(Price now, Price then, Price distance) => then.IsZero || now - then >= distance || then - now >= distance;
    }

    private void CancelAll(ReadOnlySpan<WorkingOrder> orders)
    {
        foreach (ref readonly WorkingOrder order in orders)
        {
            if (order.OrdStatus is OrdStatus.New or OrdStatus.PartiallyFilled)
            {
                Context.Cancel(order.OrderId);
            }
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_anchor);
        writer.Write(_moves);
    }

    public override void Restore(ref StateReader reader)
    {
        _anchor = reader.ReadPrice();
        _moves = reader.ReadInt64();
    }
}
