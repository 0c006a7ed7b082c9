// Abuses: MemoryMarshal.AsBytes over structs with padding: the gaps between the fields are bytes that nobody sets.
// Harm: a checksum over them differs between runs, after a copy of the struct or after another JIT decision.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StructPaddingBytesAttack;

public sealed class StructPaddingBytesStrategy : Strategy
{
    private struct Sample
    {
        public byte Side;
        public long Price;
        public byte Level;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Span<Sample> one = stackalloc Sample[1];
        one[0] = new Sample { Side = (byte)bookEvent.Side, Price = bookEvent.Price.Raw, Level = 1 };
        long hash = 17;
        foreach (byte value in MemoryMarshal.AsBytes(one)) { hash = hash * 31 + value; }
        Act(hash);
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
