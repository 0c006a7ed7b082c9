// Abuses: UnsafeAccessorType (.NET 10): the forbidden type is a string in an attribute; no reference to it in the metadata.
// Harm: reads the machine's tick count.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAccessorTypeAttack;

public sealed class UnsafeAccessorTypeStrategy : Strategy
{
    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "get_TickCount64")]
    private static extern long Ticks([UnsafeAccessorType("System.Environment, System.Private.CoreLib")] object? ignored);

    public override void OnBook(in BookEvent bookEvent) => Act(Ticks(null));

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
