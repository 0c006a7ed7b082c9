// Abuses: a list of every event since the morning, as strings.
// Harm: allocates with every message, fills the heap, makes the collector stop all slots.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LeakPerEventAttack;

public sealed class LeakPerEventStrategy : Strategy
{
    private readonly List<string> _journal = [];

    public override void OnBook(in BookEvent bookEvent)
    {
        _journal.Add($"{bookEvent.Price} {bookEvent.Quantity} {Context.TimeNs}");
        Act(_journal.Count);
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
