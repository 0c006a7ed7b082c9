// Abuses: a finalizer: runs on the runtime's finalizer thread, some time.
// Harm: an exception there ends the process with all slots.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinalizerThrowsAttack;

public sealed class FinalizerThrowsStrategy : Strategy
{
    private sealed class Scratch
    {
        public long Value = 1;

        ~Scratch()
        {
            if (Value > 0) { throw new InvalidOperationException("collected"); }
        }
    }

    private Scratch _scratch = new();

    public override void OnBook(in BookEvent bookEvent)
    {
        _scratch = new Scratch { Value = bookEvent.Quantity.Raw };
        Act(_scratch.Value);
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
