// Abuses: an event of the AppDomain that fires for every exception in the process, before its catch.
// Harm: runs in the middle of the host's and other slots' error handling; keeps the version in memory for ever.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FirstChanceExceptionAttack;

public sealed class FirstChanceExceptionStrategy : Strategy
{
    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        AppDomain.CurrentDomain.FirstChanceException += (_, _) => _n++;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(1);

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
