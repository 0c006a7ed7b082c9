// Abuses: string.GetHashCode through a variable of type object: the reference is Object.GetHashCode, which everybody uses.
// Harm: strings hash with a seed of the process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashThroughObjectAttack;

public sealed class HashThroughObjectStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        object key = Context.Instrument(bookEvent.Instrument).Symbol;
        Act(key.GetHashCode());
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
