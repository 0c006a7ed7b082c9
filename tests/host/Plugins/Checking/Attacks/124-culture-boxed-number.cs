// Abuses: object.ToString of a boxed double: only Object.ToString is referenced, and it formats by the thread's culture.
// Harm: "1,5" on one machine and "1.5" on another: another length, another parse. (Harmless only when the host is invariant.)
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CultureBoxedNumberAttack;

public sealed class CultureBoxedNumberStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        object price = bookEvent.Price.ToDouble() + 0.5;
        Act(price.ToString()!.IndexOf('.') + string.Concat(price, "/", (object)_n).Length);
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
