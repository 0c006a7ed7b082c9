// Abuses: `dynamic`: members are bound by name at run time; the metadata shows only the binder and no member.
// Harm: calls whatever public members the engine's internal context class has beyond the SDK's, and compiles code on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CSharp.RuntimeBinder;
using Strategies.Sdk;

namespace Attacks.DynamicKeywordAttack;

public sealed class DynamicKeywordStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        dynamic context = Context;
        try
        {
            context.Slot = 2;
            context.Gate.Disarm();
        }
        catch (RuntimeBinderException)
        {
            Act((long)context.TimeNs);
        }
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
