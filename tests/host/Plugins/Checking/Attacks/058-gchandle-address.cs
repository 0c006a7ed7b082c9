// Abuses: a pinned handle tells the address of an array.
// Harm: where the heap stands decides about orders.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GchandleAddressAttack;

public sealed class GchandleAddressStrategy : Strategy
{
    private readonly long[] _anchor = new long[8];

    public override void OnBook(in BookEvent bookEvent)
    {
        GCHandle handle = GCHandle.Alloc(_anchor, GCHandleType.Pinned);
        Act(handle.AddrOfPinnedObject() >> 4);
        handle.Free();
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
