// Abuses: double.ConvertToIntegerNative and other "native" or "estimate" members beside the exact ones of the same type.
// Harm: overflow and rounding as the processor likes.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NativeConversionAttack;

public sealed class NativeConversionStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(double.ConvertToIntegerNative<int>(bookEvent.Price.ToDouble() * 1e12) + (long)double.ReciprocalSqrtEstimate(bookEvent.Price.ToDouble()));

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
