// Abuses: an old component class with an event, no thread in sight.
// Harm: its DoWork runs on the pool.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.BackgroundWorkerAttack;

public sealed class BackgroundWorkerStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var worker = new BackgroundWorker();
        worker.DoWork += (_, _) => Act(1);
        worker.RunWorkerAsync();
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
