// Abuses: System.Runtime.JitInfo: how many methods were compiled, and how long that took.
// Harm: depends on tiering and on what else runs in the process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.JitCountersAttack;

public sealed class JitCountersStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) => Act(JitInfo.GetCompiledMethodCount() + JitInfo.GetCompilationTime().Ticks);

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
