// Abuses: ConditionalWeakTable: its entries vanish when the collector takes the keys, and it can be enumerated.
// Harm: how many are left is the collector's decision; with a key of the SDK, notes hang on objects that all slots share.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConditionalWeakTableAttack;

public sealed class ConditionalWeakTableStrategy : Strategy
{
    private readonly ConditionalWeakTable<object, object> _notes = [];

    public override void OnBook(in BookEvent bookEvent)
    {
        _notes.Add(new object(), this);
        Act(_notes.Count());
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
