// Microprice reversion with a fixed window in an InlineArray inside a struct, ref locals, in parameters, a file-local helper with
// a static lambda, and a yield return over the window that is used in the log at the stop only.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using Strategies.Sdk;

namespace Honest.InlineArrayWindow;

[InlineArray(16)]
internal struct Window16
{
    private double _first;
}

internal struct MicropriceWindow
{
    private Window16 _values;
    private int _next;

    public int Count { get; private set; }

    public void Add(double value)
    {
        _values[_next] = value;
        _next = (_next + 1) & 15;
        Count = Math.Min(Count + 1, 16);
    }

    public readonly double Mean()
    {
        ReadOnlySpan<double> values = _values;
        double sum = 0;
        foreach (double value in values[..Count])
        {
            sum += value;
        }

        return Count == 0 ? 0 : sum / Count;
    }

    public void Save(ref StateWriter writer)
    {
        writer.Write(_next);
        writer.Write(Count);
        for (int index = 0; index < 16; index++)
        {
            writer.Write(_values[index]);
        }
    }

    public void Restore(ref StateReader reader)
    {
        _next = reader.ReadInt32() & 15;
        Count = Math.Clamp(reader.ReadInt32(), 0, 16);
        for (int index = 0; index < 16; index++)
        {
            _values[index] = reader.ReadDouble();
        }
    }
}

file static class Microprice
{
    public static double Of(in BookLevel bid, in BookLevel offer)
    {
        double total = bid.Quantity.Raw + offer.Quantity.Raw;
        return (bid.Price.ToDouble() * offer.Quantity.Raw + offer.Price.ToDouble() * bid.Quantity.Raw) / total;
    }

    public static int CountWhere<T>(ReadOnlySpan<T> items, Func<T, bool> predicate)
    {
        int count = 0;
        foreach (ref readonly T item in items)
        {
            count += predicate(item) ? 1 : 0;
        }

        return count;
    }
}

public sealed class InlineArrayWindowStrategy : Strategy
{
    private readonly WorkingOrder[] _orders = new WorkingOrder[32];
    private readonly long[] _reasons = new long[32];
    private MicropriceWindow _window;

    [Parameter("edge", Unit = "ticks", Min = 0.01, Max = 50)]
    public double EdgeTicks { get; set; } = 0.4;

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnBook(in BookEvent bookEvent)
    {
        Book book = Context.Book(bookEvent.Instrument);
        if (!bookEvent.IsLastInPacket || !book.IsTwoSided)
        {
            return;
        }

        ref MicropriceWindow window = ref _window;
        double micro = Microprice.Of(book.BestBid, book.BestOffer);
        window.Add(micro);
        Price tick = Context.Instrument(book.Instrument).Ticks.IncrementAt(book.Mid);
        double ticks = (micro - window.Mean()) / tick.ToDouble();
        if (window.Count < 16 || Math.Abs(ticks) < EdgeTicks)
        {
            return;
        }

        Side side = ticks > 0 ? Side.Sell : Side.Buy;
        int working = Context.CopyWorkingOrders(_orders);
        int same = side == Side.Buy
            ? Microprice.CountWhere<WorkingOrder>(_orders.AsSpan(0, working), static order => order.Side == Side.Buy)
            : Microprice.CountWhere<WorkingOrder>(_orders.AsSpan(0, working), static order => order.Side == Side.Sell);
        if (same < 2)
        {
            Price price = side == Side.Buy ? book.BestBid.Price : book.BestOffer.Price;
            RejectReason reason = Context.Send(NewOrder.Limit(book.Instrument, side, price, 10)).Reason;
            _reasons[Math.Min((int)reason, _reasons.Length - 1)]++;
        }
    }

    private IEnumerable<(RejectReason Reason, long Count)> Refusals()
    {
        for (int index = 1; index < _reasons.Length; index++)
        {
            if (_reasons[index] != 0)
            {
                yield return ((RejectReason)index, _reasons[index]);
            }
        }
    }

    public override void OnStop()
    {
        foreach ((RejectReason reason, long count) in Refusals())
        {
            Context.Log(LogLevel.Information, Encoding.ASCII.GetBytes($"{reason}: {count}"));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        _window.Save(ref writer);
        foreach (long count in _reasons)
        {
            writer.Write(count);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _window.Restore(ref reader);
        for (int index = 0; index < _reasons.Length; index++)
        {
            _reasons[index] = reader.ReadInt64();
        }
    }
}
