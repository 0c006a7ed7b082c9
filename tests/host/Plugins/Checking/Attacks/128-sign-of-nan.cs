// Abuses: plain arithmetic: 0.0/0.0 gives a NaN with the sign bit set on x64 and clear on ARM64; the bits are read.
// Harm: state and orders differ by processor; no member that could be refused, but Save could be asked for canonical NaNs.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SignOfNanAttack;

public sealed class SignOfNanStrategy : Strategy
{
    private double _zero;

    public override void OnBook(in BookEvent bookEvent)
    {
        double nan = _zero / (bookEvent.Price.ToDouble() * 0);
        Act(double.IsNegative(nan) ? 1 : 2);
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

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_n);
        writer.Write(_zero / (_zero * 0));
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        _zero = double.IsNaN(reader.ReadDouble()) ? 0 : 1;
    }
}
