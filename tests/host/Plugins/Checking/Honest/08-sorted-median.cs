// Rolling median of trade sizes: an array that is kept sorted by binary search beside a ring in order of time. A sorted set
// made in the constructor holds the round sizes at which the strategy looks twice.
using System;
using System.Collections.Generic;
using Strategies.Sdk;

namespace Honest.SortedMedian;

public sealed class SortedMedianStrategy : Strategy
{
    private const int Window = 501;

    private readonly long[] _ring = new long[Window];
    private readonly long[] _sorted = new long[Window];
    private readonly SortedSet<long> _roundSizes = [100, 200, 500, 1_000, 5_000, 10_000];
    private readonly SortedDictionary<long, string> _names = new() { [1_000] = "block", [100] = "round lot", [1] = "odd lot" };
    private int _count, _next;
    private long _large, _round;

    [Parameter("multiple", Min = 2, Max = 1000, Description = "A trade is large from this multiple of the median.")]
    public long Multiple { get; set; } = 10;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        foreach ((long from, string name) in _names)
        {
            Context.Log(LogLevel.Information, System.Text.Encoding.ASCII.GetBytes($"{name} from {from} shares"));
        }
    }

    public override void OnTrade(in TradeEvent trade)
    {
        long size = trade.Quantity.Raw;
        long median = _count > 0 ? _sorted[_count / 2] : 0;
        Replace(size);
        _round += _roundSizes.Contains(size) ? 1 : 0;
        if (_count < 100 || size < median * Multiple || trade.RestingSide == Side.None)
        {
            return;
        }

        _large++;
        Book book = Context.Book(trade.Instrument);
        Side side = trade.RestingSide.Opposite();
        Price price = side == Side.Buy ? book.BestBid.Price : book.BestOffer.Price;
        if (price.Raw > 0 && Context.WorkingOrderCount == 0)
        {
            Context.Send(NewOrder.Limit(trade.Instrument, side, price, 100, tag: _large));
        }
    }

    private void Replace(long size)
    {
        if (_count == Window)
        {
            int old = Array.BinarySearch(_sorted, 0, _count, _ring[_next]);
            Array.Copy(_sorted, old + 1, _sorted, old, _count - old - 1);
            _count--;
        }

        int at = Array.BinarySearch(_sorted, 0, _count, size);
        at = at < 0 ? ~at : at;
        Array.Copy(_sorted, at, _sorted, at + 1, _count - at);
        _sorted[at] = size;
        _count++;
        _ring[_next] = size;
        _next = (_next + 1) % Window;
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_count);
        writer.Write(_next);
        writer.Write(_large);
        writer.Write(_round);
        foreach (long size in _ring.AsSpan(0, _count))
        {
            writer.Write(size);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _count = reader.ReadInt32();
        _next = reader.ReadInt32();
        _large = reader.ReadInt64();
        _round = reader.ReadInt64();
        if (_count is < 0 or > Window || _next is < 0 or >= Window)
        {
            throw new StateSchemaException("the window does not fit");
        }

        for (int index = 0; index < _count; index++)
        {
            _ring[index] = reader.ReadInt64();
        }

        _ring.AsSpan(0, _count).CopyTo(_sorted);
        Array.Sort(_sorted, 0, _count);
    }
}
