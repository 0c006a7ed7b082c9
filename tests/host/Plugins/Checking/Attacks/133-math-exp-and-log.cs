// Abuses: nothing: a pricing formula with Math.Exp, Math.Log and Math.Pow, as every quant writes it.
// Harm: the C library's functions: other last bits elsewhere. The refusal should name DeterministicMath.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MathExpAndLogAttack;

public sealed class MathExpAndLogStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        double spot = bookEvent.Price.ToDouble();
        double forward = spot * Math.Exp(0.05 * 0.25);
        Act((long)((Math.Log(forward / 100) + Math.Pow(spot, 0.3)) * 1e12));
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
