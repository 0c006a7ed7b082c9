// Abuses: Save writes until the buffer is full and catches the refusal; then it throws something else.
// Harm: a half-written state that may be taken for a whole one; an exception on the host's snapshot path.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SaveThrowsAndTooLargeAttack;

public sealed class SaveThrowsAndTooLargeStrategy : Strategy
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
        try
        {
            while (true) { writer.Write(_n); }
        }
        catch (StateSchemaException)
        {
            if ((_n & 1) == 0) { throw new NullReferenceException("not a schema exception"); }
        }
    }

    public override void Restore(ref StateReader reader)
    {
        while (reader.Remaining >= 8) { _n = reader.ReadInt64(); }
        while (reader.Remaining > 0) { reader.ReadBoolean(); }
    }
}
