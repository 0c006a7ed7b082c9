// Abuses: Monitor.Enter without Exit on objects that the process shares: a type, an interned string, the SDK's tick table.
// Harm: every other thread that locks the same object waits for ever; the hot thread does not notice.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LockOnSharedObjectAttack;

public sealed class LockOnSharedObjectStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Monitor.Enter(typeof(Strategy));
        Monitor.Enter(TickTable.UsEquity);
        Monitor.Enter("");
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
