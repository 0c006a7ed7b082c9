// Abuses: ConcurrentDictionary enumerates by bucket; a tuple key hashes with the process's seed. Also takes locks.
// Harm: the first entry that is found is another one in each process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConcurrentDictionaryOrderAttack;

public sealed class ConcurrentDictionaryOrderStrategy : Strategy
{
    private readonly ConcurrentDictionary<(int Instrument, long Price), long> _levels = new();

    public override void OnBook(in BookEvent bookEvent)
    {
        _levels[(bookEvent.Instrument.Value, bookEvent.Price.Raw)] = bookEvent.Quantity.Raw;
        Act(_levels.First().Value);
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
