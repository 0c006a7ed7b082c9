// Abuses: a PriorityQueue with equal priorities: its documentation promises no order among them.
// Harm: none in one version of the runtime: the heap has no randomness. After a restore the heap's shape may differ: then ties must be saved as they lie.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PriorityQueueTiesAttack;

public sealed class PriorityQueueTiesStrategy : Strategy
{
    private readonly PriorityQueue<long, int> _queue = new(64);

    public override void OnBook(in BookEvent bookEvent)
    {
        _queue.Clear();
        for (long index = 0; index < 32; index++) { _queue.Enqueue(index, (int)(index & 1)); }
        Act(_queue.Dequeue());
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
