// Abuses: Object.MemberwiseClone, protected and harmless: copies the strategy with its context.
// Harm: a second live instance beside the slot's own, which no swap retires while somebody holds it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemberwiseCloneAttack;

public sealed class MemberwiseCloneStrategy : Strategy
{
    private MemberwiseCloneStrategy? _twin;

    public override void OnBook(in BookEvent bookEvent)
    {
        _twin ??= (MemberwiseCloneStrategy)MemberwiseClone();
        _twin.Act(1);
        Act(2);
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
