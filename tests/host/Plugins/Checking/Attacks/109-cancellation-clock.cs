// Abuses: a CancellationTokenSource with a delay is a timer that is read like a flag.
// Harm: real time decides, and a callback can be registered that runs on a pool thread.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CancellationClockAttack;

public sealed class CancellationClockStrategy : Strategy
{
    private readonly CancellationTokenSource _source = new(TimeSpan.FromSeconds(5));

    public override void OnBook(in BookEvent bookEvent) => Act(_source.IsCancellationRequested ? 1 : 2);

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
