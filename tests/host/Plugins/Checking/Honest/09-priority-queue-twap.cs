// Executes a parent order in time slices: a PriorityQueue of child orders by (due time, sequence), so that ties have an order
// of their own. The queue has room from the start; slices are drawn from a small congruential generator that is state.
using System;
using System.Collections.Generic;
using Strategies.Sdk;

namespace Honest.PriorityQueueTwap;

public sealed class PriorityQueueTwapStrategy : Strategy
{
    private readonly record struct Slice(int Number, long Shares);

    private const int SlicesMax = 256;
    private const long SliceTimer = 1;

    private readonly PriorityQueue<Slice, (long DueNs, int Number)> _queue = new(SlicesMax);
    private readonly (Slice Slice, long DueNs)[] _copy = new (Slice, long)[SlicesMax];
    private ulong _seed = 0x9E3779B97F4A7C15;
    private long _remaining, _filled;

    [Parameter("parent", Unit = "shares", Min = 1, Max = 1_000_000)]
    public long Parent { get; set; } = 5_000;

    [Parameter("slices", Min = 1, Max = SlicesMax)]
    public int Slices { get; set; } = 40;

    [Parameter("minutes", Unit = "min", Min = 1, Max = 390)]
    public int Minutes { get; set; } = 30;

    [Parameter("buy")]
    public bool IsBuying { get; set; } = true;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        long stepNs = TimeSpan.FromMinutes(Minutes).Ticks * 100 / Slices;
        long each = Parent / Slices;
        for (int number = 0; number < Slices; number++)
        {
            long jitterNs = (long)(Next() % (ulong)Math.Max(1, stepNs / 2));
            long shares = number == Slices - 1 ? Parent - each * (Slices - 1) : each;
            _queue.Enqueue(new Slice(number, shares), (Context.TimeNs + number * stepNs + jitterNs, number));
        }

        _remaining = Parent;
        Arm();
    }

    private ulong Next()
    {
        // xorshift64*, its whole state is saved
        _seed ^= _seed >> 12;
        _seed ^= _seed << 25;
        _seed ^= _seed >> 27;
        return _seed * 0x2545F4914F6CDD1D;
    }

    private void Arm()
    {
        if (_queue.TryPeek(out _, out (long DueNs, int Number) first))
        {
            Context.SetTimer(SliceTimer, first.DueNs);
        }
    }

    public override void OnTimer(in TimerEvent timer)
    {
        while (_queue.TryPeek(out Slice slice, out (long DueNs, int) due) && due.DueNs <= Context.TimeNs)
        {
            _queue.Dequeue();
            Execute(slice);
        }

        Arm();
    }

    private void Execute(in Slice slice)
    {
        Book book = Context.Book(new InstrumentId(1));
        Side side = IsBuying ? Side.Buy : Side.Sell;
        Price price = IsBuying ? book.BestOffer.Price : book.BestBid.Price;
        long shares = Math.Min(slice.Shares, _remaining);
        if (shares <= 0)
        {
            return;
        }

        if (price.IsZero || !Context.Send(
            NewOrder.Limit(book.Instrument, side, price, shares, TimeInForce.ImmediateOrCancel, slice.Number)).IsSent)
        {
            _queue.Enqueue(slice, (Context.TimeNs + 5_000_000_000, slice.Number));
        }
    }

    public override void OnOrderUpdate(in OrderUpdate update)
    {
        if (update.ExecType == ExecType.Trade)
        {
            _filled += update.LastQty.Raw;
            _remaining -= update.LastQty.Raw;
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_seed);
        writer.Write(_remaining);
        writer.Write(_filled);
        int count = 0;
        foreach ((Slice slice, (long dueNs, _)) in _queue.UnorderedItems)
        {
            _copy[count++] = (slice, dueNs);
        }

        // The heap's own order is not what counts: sorted by number, equal queues save equal bytes.
        _copy.AsSpan(0, count).Sort(static (left, right) => left.Slice.Number.CompareTo(right.Slice.Number));
        writer.Write(count);
        foreach ((Slice slice, long dueNs) in _copy.AsSpan(0, count))
        {
            writer.Write(slice.Number);
            writer.Write(slice.Shares);
            writer.Write(dueNs);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _queue.Clear();
        _seed = reader.ReadUInt64();
        _remaining = reader.ReadInt64();
        _filled = reader.ReadInt64();
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            var slice = new Slice(reader.ReadInt32(), reader.ReadInt64());
            _queue.Enqueue(slice, (reader.ReadInt64(), slice.Number));
        }
    }
}
