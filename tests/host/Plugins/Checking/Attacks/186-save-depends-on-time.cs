// Abuses: Save writes the engine's time, a position and a book price: not state, but read at the moment of saving.
// Harm: two saves without an event between them differ; a restored instance believes the moment of its restore.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SaveDependsOnTimeAttack;

public sealed class SaveDependsOnTimeStrategy : Strategy
{
    private long _restoredNs;

    public override void OnBook(in BookEvent bookEvent) => Act(Context.TimeNs - _restoredNs);

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
        writer.Write(Context.TimeNs);
        writer.Write(Context.Book(new InstrumentId(1)).Mid);
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        reader.ReadInt64();
        reader.ReadPrice();
        _restoredNs = Context.TimeNs;
    }
}
