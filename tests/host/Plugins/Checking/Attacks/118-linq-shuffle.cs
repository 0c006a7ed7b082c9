// Abuses: Enumerable.Shuffle, new in .NET 10: one name among two hundred honest ones of the same class.
// Harm: legs of a basket are sent in random order.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LinqShuffleAttack;

public sealed class LinqShuffleStrategy : Strategy
{
    private readonly int[] _legs = [1, 2, 3, 4];

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach (int leg in _legs.Shuffle()) { Act(leg); }
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
