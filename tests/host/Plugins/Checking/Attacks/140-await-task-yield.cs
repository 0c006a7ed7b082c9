// Abuses: an async local function with nothing but Task.Yield and a custom awaiter; the task is discarded.
// Harm: the rest of the method goes on, on the pool, when it likes.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Strategies.Sdk;

namespace Attacks.AwaitTaskYieldAttack;

public sealed class AwaitTaskYieldStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        async ValueTask Later()
        {
            await Task.Yield();
            Act(1);
        }

        _ = Later();
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
