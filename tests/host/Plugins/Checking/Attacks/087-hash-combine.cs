// Abuses: System.HashCode, made for GetHashCode overrides, used as a mixing function.
// Harm: its seed is random for each process by design.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HashCombineAttack;

public sealed class HashCombineStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(HashCode.Combine(bookEvent.Price.Raw, bookEvent.Quantity.Raw, bookEvent.OrderReference) % 7);

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
