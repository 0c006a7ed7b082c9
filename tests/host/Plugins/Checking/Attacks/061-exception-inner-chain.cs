// Abuses: an exception with 100,000 inner ones: Exception.ToString and most loggers walk down recursively.
// Harm: a stack overflow in the host's error path: the process is gone, though the slot should only be quarantined.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionInnerChainAttack;

public sealed class ExceptionInnerChainStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Exception failure = new InvalidOperationException("0");
        for (int depth = 1; depth < 100_000; depth++) { failure = new InvalidOperationException("x", failure); }
        Act(1);
        throw failure;
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
