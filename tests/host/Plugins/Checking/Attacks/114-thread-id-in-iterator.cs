// Abuses: the compiler itself puts Environment.CurrentManagedThreadId into every iterator, so a check may allow it in iterator classes.
// Harm: here the source calls it in MoveNext: the thread's number, another one in a backtest, decides.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ThreadIdInIteratorAttack;

public sealed class ThreadIdInIteratorStrategy : Strategy
{
    private IEnumerable<int> Steps()
    {
        int thread = Environment.CurrentManagedThreadId;
        for (int step = 0; step < 4; step++) { yield return thread + step; }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach (int step in Steps()) { Act(step); }
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
