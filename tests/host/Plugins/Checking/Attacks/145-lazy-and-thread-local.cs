// Abuses: ThreadLocal and Lazy: values that belong to the thread and not to the slot, and locks that block.
// Harm: all slots of the version on the hot thread share one value; a rehearsal, on another thread, sees another.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LazyAndThreadLocalAttack;

public sealed class LazyAndThreadLocalStrategy : Strategy
{
    private static readonly ThreadLocal<long[]> Shared = new(() => new long[1]);

    public override void OnBook(in BookEvent bookEvent) => Act(++Shared.Value![0]);

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
