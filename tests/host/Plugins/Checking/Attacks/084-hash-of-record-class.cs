// Abuses: the generated GetHashCode of a record class adds the hash of its Type (EqualityContract).
// Harm: the fields are integers, the result differs in every process all the same.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfRecordClassAttack;

public sealed class HashOfRecordClassStrategy : Strategy
{
    private sealed record Level(long Price, long Quantity);

    public override void OnBook(in BookEvent bookEvent) =>
        Act(new Level(bookEvent.Price.Raw, bookEvent.Quantity.Raw).GetHashCode());

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
