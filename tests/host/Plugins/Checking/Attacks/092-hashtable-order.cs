// Abuses: the old Hashtable enumerates its buckets, by the key's own (seeded) string hash.
// Harm: another order of symbols in each process.
// Kind: nondeterministic replay.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashtableOrderAttack;

public sealed class HashtableOrderStrategy : Strategy
{
    private readonly Hashtable _weights = new() { ["AAPL"] = 1L, ["AMZN"] = 2L, ["GOOG"] = 3L, ["MSFT"] = 4L };

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach (DictionaryEntry entry in _weights) { Act((long)entry.Value!); }
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
