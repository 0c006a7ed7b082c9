// Abuses: a static event, and a static readonly delegate whose closure counts.
// Harm: instances of other slots are called back with their own context, on this slot's event.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticEventAndClosureAttack;

public sealed class StaticEventAndClosureStrategy : Strategy
{
    private static event Action<long>? Published;

    private static readonly Func<long> Next = MakeCounter();

    private static Func<long> MakeCounter()
    {
        long count = 0;
        return () => ++count;
    }

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Published += Act;
    }

    public override void OnBook(in BookEvent bookEvent) => Published?.Invoke(Next());

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
