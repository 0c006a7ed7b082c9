// Abuses: every exception has TargetSite: a MethodBase, and so the way to assemblies and members.
// Harm: reflection without a type token and without a delegate.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ReflectionFromExceptionAttack;

public sealed class ReflectionFromExceptionStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            _ = Context.Instrument(new InstrumentId(-5));
        }
        catch (Exception exception)
        {
            Act(exception.TargetSite!.Module.Assembly.GetTypes().Length);
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
