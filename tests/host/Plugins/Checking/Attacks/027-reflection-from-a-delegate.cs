// Abuses: no typeof, no using of System.Reflection: every delegate has Method, and every method leads to all assemblies.
// Harm: finds and calls any method of the process by a string put together at run time; here a clock.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ReflectionFromADelegateAttack;

public sealed class ReflectionFromADelegateStrategy : Strategy
{
    private readonly Func<object?> _clock;

    public ReflectionFromADelegateStrategy()
    {
        Func<int, int> abs = Math.Abs;
        var clock = abs.Method.Module.Assembly.GetType("System.Diagnostics.Stop" + "watch")!.GetMethod("GetTime" + "stamp")!;
        _clock = () => clock.Invoke(null, null);
    }

    public override void OnBook(in BookEvent bookEvent) => Act((long)_clock()!);

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
