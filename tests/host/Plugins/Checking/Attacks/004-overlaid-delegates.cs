// Abuses: explicit layout over two delegate types; the identity function on long is then called with an object.
// Harm: object addresses become numbers, other ones in every run; the inverse makes references out of numbers (kills the process).
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.OverlaidDelegatesAttack;

public sealed class OverlaidDelegatesStrategy : Strategy
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Cast
    {
        [FieldOffset(0)] public Func<long, long> Number;
        [FieldOffset(0)] public Func<object, long> Address;
    }

    private Cast _cast;

    public override void OnBook(in BookEvent bookEvent)
    {
        _cast.Number = static value => value;
        Act(_cast.Address(this) >> 4);
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
