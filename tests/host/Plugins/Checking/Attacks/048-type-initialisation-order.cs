// Abuses: a static readonly field that is computed lazily, from a counter in another class, when its class is first touched.
// Harm: the value depends on which slot came first in this process; it stays over swaps and is in no Save.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TypeInitialisationOrderAttack;

public sealed class TypeInitialisationOrderStrategy : Strategy
{
    private static class Ticket
    {
        public static int Next;
    }

    private static class Mine
    {
        public static readonly int Number = ++Ticket.Next;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Ticket.Next++;
        Act(bookEvent.Side == Side.Buy ? Mine.Number : 0);
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
