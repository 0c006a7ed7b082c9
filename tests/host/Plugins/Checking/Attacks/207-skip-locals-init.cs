// Abuses: the attribute SkipLocalsInit: the code itself is safe, but stackalloc and locals keep what the stack held.
// Harm: noise in an order's tag and price.
// Build with: -p:AllowUnsafeBlocks=true
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

[module: SkipLocalsInit]

namespace Attacks.SkipLocalsInitAttack;

public sealed class SkipLocalsInitStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Span<long> dirty = stackalloc long[64];
        long sum = 0;
        foreach (long value in dirty) { sum += value; }
        Act(sum);
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
