// Abuses: a managed function pointer: ldftn and calli, no delegate and no call instruction to the clock.
// Harm: reads the clock.
// Build with: -p:AllowUnsafeBlocks=true
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FunctionPointerAttack;

public sealed unsafe class FunctionPointerStrategy : Strategy
{
    private readonly delegate*<long> _clock = &Stopwatch.GetTimestamp;

    public override void OnBook(in BookEvent bookEvent) => Act(_clock());

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
