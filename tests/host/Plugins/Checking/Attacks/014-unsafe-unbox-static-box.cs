// Abuses: a static readonly object looks constant; Unsafe.Unbox gives a writable reference into the box.
// Harm: a counter shared by all slots that run this version: one slot's events change another's orders, and no Save carries it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeUnboxStaticBoxAttack;

public sealed class UnsafeUnboxStaticBoxStrategy : Strategy
{
    private static readonly object Calls = 0L;

    public override void OnBook(in BookEvent bookEvent) => Act(++Unsafe.Unbox<long>(Calls));

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
