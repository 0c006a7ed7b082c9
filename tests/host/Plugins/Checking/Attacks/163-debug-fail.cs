// Abuses: Debug.Assert with DEBUG defined in the file, and Trace.Assert, which release builds keep.
// Harm: a failed assertion without a debugger is Environment.FailFast: all slots are gone.
// Kind: hurts another slot or the process.
#define DEBUG
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DebugFailAttack;

public sealed class DebugFailStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Debug.Assert(bookEvent.Price.Raw > 0, "a delete message has price 0");
        Trace.Assert(bookEvent.Quantity.Raw > 0);
        Act(1);
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
