// Abuses: a static constructor of a nested class without any static field; it runs when the class is first touched, in the middle of the day.
// Harm: code outside of what a rehearsal has seen; here an endless loop under the runtime's type-initialisation lock.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticConstructorAttack;

public sealed class StaticConstructorStrategy : Strategy
{
    private sealed class Session
    {
        static Session()
        {
            for (long turn = 1; turn != 0; turn = turn * 3 + 1 | 1) { }
        }

        public long Length => 1;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(bookEvent.Quantity.Raw > 5_000 ? new Session().Length : 0);

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
