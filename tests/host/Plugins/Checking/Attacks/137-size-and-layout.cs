// Abuses: Unsafe.SizeOf of a struct with references, Marshal.SizeOf and Marshal.OffsetOf: how the runtime lays it out.
// Harm: depends on runtime version and word size.
// Kind: nondeterministic replay.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SizeAndLayoutAttack;

public sealed class SizeAndLayoutStrategy : Strategy
{
    private struct Mixed
    {
        public byte Flag;
        public decimal Price;
        public long Quantity;
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(Unsafe.SizeOf<(string, byte, long)>() + Marshal.SizeOf<Mixed>() + Marshal.OffsetOf<Mixed>(nameof(Mixed.Quantity)));

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
