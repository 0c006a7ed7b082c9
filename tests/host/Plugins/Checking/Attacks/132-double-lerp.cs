// Abuses: double.Lerp looks like plain arithmetic; it is a multiply-add estimate, fused where the processor has it.
// Harm: other last bits on another processor.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DoubleLerpAttack;

public sealed class DoubleLerpStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(BitConverter.DoubleToInt64Bits(double.Lerp(bookEvent.Price.ToDouble(), 1.0 / 3, 0.1)
            + double.MultiplyAddEstimate(bookEvent.Price.ToDouble(), 0.1, 0.3)));

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
