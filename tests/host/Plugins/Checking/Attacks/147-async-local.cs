// Abuses: AsyncLocal values flow with the execution context of the hot thread, out of this slot and into the next ones.
// Harm: a channel between slots, and a change handler that runs in the host's context switches.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AsyncLocalAttack;

public sealed class AsyncLocalStrategy : Strategy
{
    private static readonly AsyncLocal<long> Flow = new(change => { if (change.ThreadContextChanged) { Thread.Sleep(1); } });

    public override void OnBook(in BookEvent bookEvent) => Act(++Flow.Value);

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
