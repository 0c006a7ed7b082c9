// Abuses: StateWriter is a struct: a copy writes into the same bytes without moving the length of the original.
// Harm: bytes beyond the length, or over what was written: the saved state is not what Save wrote.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.WriterCopiedAttack;

public sealed class WriterCopiedStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) => Act(1);

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

    public override void Save(ref StateWriter writer)
    {
        StateWriter copy = writer;
        writer.Write(_n);
        copy.Write(~_n);
        copy.Write(Context.TimeNs);
    }

    public override void Restore(ref StateReader reader) => _n = ~reader.ReadInt64();
}
