// Abuses: nothing: a field that decides about orders is simply not saved.
// Harm: a restored instance goes another way; the replay proof must name slot, record and byte.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SaveOmitsFieldAttack;

public sealed class SaveOmitsFieldStrategy : Strategy
{
    private long _ticksUp;
    private Price _last;

    public override void OnBook(in BookEvent bookEvent)
    {
        _ticksUp += bookEvent.Price > _last ? 1 : -1;
        _last = bookEvent.Price;
        Act(_ticksUp);
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
