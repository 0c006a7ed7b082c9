// Abuses: new Random(42) is deterministic, so it looks allowed; but its position in the sequence cannot be saved.
// Harm: after a swap or a recovery the sequence begins again: the restored instance goes another way.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SeededRandomNotSavedAttack;

public sealed class SeededRandomNotSavedStrategy : Strategy
{
    private readonly Random _random = new(42);

    public override void OnBook(in BookEvent bookEvent) => Act(_random.Next(100));

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
