// Abuses: an iterator object kept in a static field of iterator type: its state machine's fields are the counter.
// Harm: state in a compiler-generated class that nobody saves, shared by the slots.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticLambdaCacheAsStateAttack;

public sealed class StaticLambdaCacheAsStateStrategy : Strategy
{
    private static readonly IEnumerator<long> Sequence = Count().GetEnumerator();

    private static IEnumerable<long> Count()
    {
        for (long count = 1; ; count++) { yield return count; }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Sequence.MoveNext();
        Act(Sequence.Current);
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
