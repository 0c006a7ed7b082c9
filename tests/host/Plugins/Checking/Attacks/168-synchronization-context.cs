// Abuses: puts a SynchronizationContext on the hot thread.
// Harm: what the host awaits or posts from that thread comes to the strategy's Post.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SynchronizationContextAttack;

public sealed class SynchronizationContextStrategy : Strategy
{
    private sealed class Mine(Action posted) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback callback, object? state) => posted();
    }

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        SynchronizationContext.SetSynchronizationContext(new Mine(() => _n++));
        ExecutionContext.SuppressFlow();
    }

    public override void OnBook(in BookEvent bookEvent) => Act(0);

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
