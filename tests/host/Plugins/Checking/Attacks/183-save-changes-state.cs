// Abuses: Save counts its own calls and the next order depends on the count.
// Harm: how often snapshots are taken, which is not in the journal, decides about orders.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SaveChangesStateAttack;

public sealed class SaveChangesStateStrategy : Strategy
{
    private long _saves;

    public override void OnBook(in BookEvent bookEvent) => Act(_saves);

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

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_n);
        writer.Write(++_saves);
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        _saves = reader.ReadInt64();
    }
}
