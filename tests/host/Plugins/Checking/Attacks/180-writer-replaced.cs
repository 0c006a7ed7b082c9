// Abuses: Save gets its writer by reference and puts another one there, over a buffer of its own.
// Harm: the engine believes in a length that was never written to its buffer: what stands there from another slot's Save is saved and restored.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.WriterReplacedAttack;

public sealed class WriterReplacedStrategy : Strategy
{
    private readonly byte[] _mine = new byte[4096];

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
        writer = new StateWriter(_mine, writer.SchemaVersion);
        for (int index = 0; index < 256; index++) { writer.Write(0L); }
    }

    public override void Restore(ref StateReader reader)
    {
        _n = 0;
        while (reader.Remaining > 0) { _n = _n * 31 + reader.ReadInt64(); }
    }
}
