// Abuses: Restore puts an empty reader in place of the engine's, so that nothing seems to be left over.
// Harm: state is dropped in a swap that is reported as lossless.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ReaderReplacedAttack;

public sealed class ReaderReplacedStrategy : Strategy
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
        writer.Write(_n);
        writer.Write("more than anybody reads"u8);
    }

    public override void Restore(ref StateReader reader)
    {
        _n = reader.ReadInt64();
        reader = default;
    }
}
