// Abuses: calls its own callbacks, with events that it makes itself, from inside a callback.
// Harm: none beyond itself if the engine counts by call: the SDK's event types are public and can be made up.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CallbackReentryAttack;

public sealed class CallbackReentryStrategy : Strategy
{
    private int _depth;

    public override void OnBook(in BookEvent bookEvent)
    {
        if (_depth++ < 50_000) { OnBook(bookEvent with { Price = bookEvent.Price + new Price(1) }); }
        _depth--;
        Act(_depth);
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
