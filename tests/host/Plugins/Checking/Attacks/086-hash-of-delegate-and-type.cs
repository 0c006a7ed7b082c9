// Abuses: hashes of a type and of a delegate.
// Harm: identity hashes of runtime objects, other ones in every process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashOfDelegateAndTypeAttack;

public sealed class HashOfDelegateAndTypeStrategy : Strategy
{
    private readonly Func<long, long> _step = static x => x + 1;

    public override void OnBook(in BookEvent bookEvent) => Act(typeof(Price).GetHashCode() + _step.GetHashCode());

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
