// Abuses: System.Numerics: Complex.Pow and Quaternion.Slerp are built on Math and on the vector unit.
// Harm: transcendental functions of the machine by way of innocent value types.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ComplexAndVector3Attack;

public sealed class ComplexAndVector3Strategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var x = (float)bookEvent.Price.ToDouble();
        Complex root = Complex.Pow(new Complex(x, 1), 0.37);
        Act(BitConverter.DoubleToInt64Bits(root.Phase) + BitConverter.SingleToInt32Bits(Vector3.Normalize(new Vector3(x, 2, 3)).X));
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
