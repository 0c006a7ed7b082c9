// Abuses: AsQueryable: ordinary LINQ syntax, but lambdas become expression trees that are compiled at run time, with each query.
// Harm: dynamic code and megabytes of garbage on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.QueryableAttack;

public sealed class QueryableStrategy : Strategy
{
    private readonly List<long> _sizes = [100, 200, 300];

    public override void OnBook(in BookEvent bookEvent)
    {
        long least = bookEvent.Quantity.Raw;
        Act(_sizes.AsQueryable().Where(size => size > least).OrderBy(size => -size).FirstOrDefault());
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
