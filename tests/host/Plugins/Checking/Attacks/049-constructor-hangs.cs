// Abuses: an endless loop in a field initialiser: it runs when the host makes the instance, before any budget of a callback.
// Harm: the loading or rehearsing thread never comes back.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConstructorHangsAttack;

public sealed class ConstructorHangsStrategy : Strategy
{
    private readonly int _steps = Converge(1.0);

    private static int Converge(double x)
    {
        int steps = 0;
        while (x != 0) { x = x > 0.5 ? x * 0.5 : x * 2; steps++; }
        return steps;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(_steps);

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
