// Abuses: a static field holds the context of the first slot; the second slot's instance uses it as a plain object.
// Harm: sends in the name, position and limits of another slot, in the wrong callback: nothing is undone.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ContextSharedOverSlotsAttack;

public sealed class ContextSharedOverSlotsStrategy : Strategy
{
    private static StrategyContext? s_context;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        s_context ??= Context;
    }

    public override void OnBook(in BookEvent bookEvent) =>
        s_context!.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, Context.Book(bookEvent.Instrument).BestBid.Price, 100));

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
