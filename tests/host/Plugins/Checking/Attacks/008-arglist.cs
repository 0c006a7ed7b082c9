// Abuses: __arglist: a vararg method, valid C# and valid IL, which the runtime supports on one system only.
// Harm: the JIT throws InvalidProgramException when the method is first needed: rarely, in the middle of the day, on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ArglistAttack;

public sealed class ArglistStrategy : Strategy
{
    private static long Count(__arglist)
    {
        RuntimeArgumentHandle handle = __arglist;
        _ = handle;
        return 1;
    }

    private static long Rare(long x) => Count(__arglist(x, 2));

    public override void OnBook(in BookEvent bookEvent) => Act(bookEvent.Quantity.Raw > 5_000 ? Rare(bookEvent.Quantity.Raw) : 0);

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
