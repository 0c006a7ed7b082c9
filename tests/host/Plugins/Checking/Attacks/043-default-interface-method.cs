// Abuses: the forbidden call stands in the default body of an interface, where a check of classes does not look.
// Harm: reads the clock.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DefaultInterfaceMethodAttack;

public sealed class DefaultInterfaceMethodStrategy : Strategy
{
    private interface IWatch
    {
        long Now => DateTime.UtcNow.Ticks;
    }

    private readonly struct Watch : IWatch;

    private static long Read<T>(T watch) where T : struct, IWatch => watch.Now;

    public override void OnBook(in BookEvent bookEvent) => Act(Read(default(Watch)));

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
