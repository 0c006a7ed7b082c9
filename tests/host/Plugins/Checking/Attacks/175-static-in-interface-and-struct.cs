// Abuses: a static field in an interface, and one in an enum-like struct: not classes, so a scan of classes misses them.
// Harm: shared mutable state.
// Kind: hurts another slot or the process.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticInInterfaceAndStructAttack;

internal interface ICounter
{
    static long Calls;

    static long Next() => ++Calls;
}

internal struct Mode
{
    public static int Last;

    public int Value;
}

public sealed class StaticInInterfaceAndStructStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Mode.Last = (int)bookEvent.Side;
        Act(ICounter.Next() + Mode.Last);
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
