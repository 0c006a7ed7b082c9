// Abuses: an iterator kept in an instance field: its position is state, but no Save can write it.
// Harm: after a swap, recovery or snapshot the sequence begins anew. Honest authors do this; the replay proof must find it.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.IteratorAsUnsavedStateAttack;

public sealed class IteratorAsUnsavedStateStrategy : Strategy
{
    private readonly IEnumerator<int> _schedule;

    public IteratorAsUnsavedStateStrategy() => _schedule = Schedule().GetEnumerator();

    private static IEnumerable<int> Schedule()
    {
        for (int slice = 1; ; slice = slice * 7 % 101) { yield return slice; }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        _schedule.MoveNext();
        Act(_schedule.Current);
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
