// Abuses: a comparison that contradicts itself (NaN-like, random-looking) for Sort and SortedSet.
// Harm: at most an InvalidOperationException or a strange order, the same every time: the own slot only.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InconsistentComparerAttack;

public sealed class InconsistentComparerStrategy : Strategy
{
    private readonly long[] _values = new long[1_000];
    private int _calls;

    public override void OnBook(in BookEvent bookEvent)
    {
        _values[(int)(bookEvent.OrderReference % 1_000)] = bookEvent.Price.Raw;
        Array.Sort(_values, (left, right) => (++_calls * 7919 & 3) - 1);
        Act(_values[0]);
    }

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
