// Abuses: MethodImpl(Synchronized): a lock on the strategy, or on its Type for a static method, without any call.
// Harm: code of the host that locks the same object, or a second instance on another thread, waits.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SynchronizedMethodAttack;

public sealed class SynchronizedMethodStrategy : Strategy
{
    [MethodImpl(MethodImplOptions.Synchronized)]
    private static long Slow(long turns)
    {
        long sum = 0;
        for (long index = 0; index < turns; index++) { sum += index ^ turns; }
        return sum;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Slow(50_000_000));

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
