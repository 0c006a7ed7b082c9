// Abuses: a struct without an override: ValueType.GetHashCode is called by a constrained call on the own struct.
// Harm: the default mixes in the address of the type's method table.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfPlainStructAttack;

public sealed class HashOfPlainStructStrategy : Strategy
{
    private struct Level
    {
        public long Price;
        public long Quantity;
    }

    public override void OnBook(in BookEvent bookEvent) =>
        Act(new Level { Price = bookEvent.Price.Raw, Quantity = bookEvent.Quantity.Raw }.GetHashCode());

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
