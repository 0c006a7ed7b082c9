// Abuses: async void OnStart: what follows the first await runs on a pool thread, while the engine thinks the callback is over.
// Harm: the context is used from two threads at once; orders at random records.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Strategies.Sdk;

namespace Attacks.AsyncOnStartAttack;

public sealed class AsyncOnStartStrategy : Strategy
{
    public override async void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        while (true)
        {
            await Task.Delay(100);
            Act(1);
        }
    }

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
