// Abuses: plain `new` of a large array in a try block, no clock and no GC class.
// Harm: how much memory the machine, or the container, has decides about the order.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CatchOutOfMemoryAttack;

public sealed class CatchOutOfMemoryStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        int gigabytes = 0;
        try
        {
            for (; gigabytes < 64; gigabytes++) { _keep.Add(new long[128 << 20]); }
        }
        catch (OutOfMemoryException)
        {
            _keep.Clear();
        }

        Act(gigabytes);
    }

    private readonly List<long[]> _keep = [];

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
