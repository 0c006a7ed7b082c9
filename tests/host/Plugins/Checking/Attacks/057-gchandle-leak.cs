// Abuses: a strong GCHandle to the strategy that nobody frees.
// Harm: the version can never be collected; a day with many swaps fills the memory.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GchandleLeakAttack;

public sealed class GchandleLeakStrategy : Strategy
{
    private readonly byte[] _big = new byte[16 << 20];

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        GCHandle.Alloc(this, GCHandleType.Normal);
    }

    public override void OnBook(in BookEvent bookEvent) => Act(_big.Length);

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
