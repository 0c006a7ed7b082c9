// Abuses: an exception leaves the callback, but its finally block loops: the engine's handler is never reached.
// Harm: the hot thread stands; an abort by exception cannot help, finally blocks are not interrupted.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinallyNeverEndsAttack;

public sealed class FinallyNeverEndsStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            Act(checked((int)bookEvent.Price.Raw * 1_000_000));
        }
        finally
        {
            while (_n != long.MinValue) { _n |= 1; }
        }
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
