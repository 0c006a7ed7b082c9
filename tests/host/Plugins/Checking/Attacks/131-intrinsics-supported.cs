// Abuses: asks the processor what it can do: IsSupported and IsHardwareAccelerated are JIT constants, no calls at run time.
// Harm: two code paths with other rounding.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.IntrinsicsSupportedAttack;

public sealed class IntrinsicsSupportedStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        double x = bookEvent.Price.ToDouble();
        double y = Fma.IsSupported ? Fma.MultiplyAdd(Vector128.Create(x), Vector128.Create(0.1), Vector128.Create(0.3)).ToScalar() : x * 0.1 + 0.3;
        Act(BitConverter.DoubleToInt64Bits(y) + (Vector512.IsHardwareAccelerated ? 1 : 0));
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
