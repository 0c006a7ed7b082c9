// Abuses: a small stackalloc inside a loop: the stack grows with each turn until the method returns.
// Harm: a stack overflow after some thousands of messages in one packet.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackallocInLoopAttack;

public sealed class StackallocInLoopStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        long sum = 0;
        for (int index = 0; index < 100_000; index++)
        {
#pragma warning disable CA2014
            Span<byte> buffer = stackalloc byte[128];
#pragma warning restore CA2014
            buffer[0] = (byte)index;
            sum += buffer[0];
        }

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
