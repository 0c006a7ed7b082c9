// Abuses: generic math: T.Exp through IExponentialFunctions<T>; neither Math.Exp nor double.Exp is referenced.
// Harm: the C library's exp, other last bits on another machine; the bits decide about rounding to a tick.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GenericMathExpAttack;

public sealed class GenericMathExpStrategy : Strategy
{
    private static T Softplus<T>(T x) where T : IExponentialFunctions<T>, ILogarithmicFunctions<T> => T.Log(T.One + T.Exp(x));

    public override void OnBook(in BookEvent bookEvent) =>
        Act(BitConverter.DoubleToInt64Bits(Softplus(bookEvent.Price.ToDouble() / 1000)));

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
