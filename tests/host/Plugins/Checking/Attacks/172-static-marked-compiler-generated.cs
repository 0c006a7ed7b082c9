// Abuses: the attribute CompilerGenerated written by hand: checks skip the compiler's caches of lambdas by it.
// Harm: a mutable static field of the strategy's own.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticMarkedCompilerGeneratedAttack;

[CompilerGenerated]
internal sealed class Closure
{
    [CompilerGenerated]
    internal static long Calls;

    [CompilerGenerated]
    internal static Func<long>? Cache;
}

public sealed class StaticMarkedCompilerGeneratedStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Closure.Cache ??= () => ++Closure.Calls;
        Act(Closure.Cache());
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
