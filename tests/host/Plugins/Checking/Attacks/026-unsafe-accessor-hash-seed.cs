// Abuses: UnsafeAccessor on a private static field of an innocent value type of the base library.
// Harm: reads (and could set) the process's random hash seed.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAccessorHashSeedAttack;

public sealed class UnsafeAccessorHashSeedStrategy : Strategy
{
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_seed")]
    private static extern ref uint Seed(ref HashCode ignored);

    public override void OnBook(in BookEvent bookEvent)
    {
        HashCode hash = default;
        Act(Seed(ref hash));
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
