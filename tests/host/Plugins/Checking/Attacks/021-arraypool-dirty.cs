// Abuses: ArrayPool.Shared does not clear what it hands out, and hands out what others gave back.
// Harm: reads what the engine or another slot left in the buffer; not there in a replay.
// Kind: nondeterministic replay.
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ArraypoolDirtyAttack;

public sealed class ArraypoolDirtyStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        long[] buffer = ArrayPool<long>.Shared.Rent(256);
        long sum = 0;
        foreach (long value in buffer) { sum += value; }
        ArrayPool<long>.Shared.Return(buffer);
        Act(sum);
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
