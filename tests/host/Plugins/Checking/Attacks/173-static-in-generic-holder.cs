// Abuses: a static property of a nested generic class: one copy for each type argument, as a dictionary by type.
// Harm: shared state that a walk over the open types' values does not see.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticInGenericHolderAttack;

public sealed class StaticInGenericHolderStrategy : Strategy
{
    private static class Per<TKey>
    {
        public static long Calls { get; set; }
    }

    private sealed class Books;

    public override void OnBook(in BookEvent bookEvent) => Act(++Per<Books>.Calls + Per<Price>.Calls);

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
