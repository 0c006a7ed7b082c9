// Abuses: an immutable set of objects without own hash: ordered by identity hash.
// Harm: which of two own helpers comes first depends on the runtime.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ObjectKeysInHashOrderAttack;

public sealed class ObjectKeysInHashOrderStrategy : Strategy
{
    private sealed class Leg(long side)
    {
        public long Side => side;
    }

    private readonly ImmutableHashSet<Leg> _legs = [new Leg(1), new Leg(2), new Leg(3), new Leg(4)];

    public override void OnBook(in BookEvent bookEvent) => Act(_legs.First().Side);

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
