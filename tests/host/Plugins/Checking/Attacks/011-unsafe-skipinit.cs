// Abuses: Unsafe.SkipInit leaves a local as the stack had it.
// Harm: what an earlier call left on the stack becomes a number, if the local is not cleared anyway (.locals init usually does).
// Kind: nondeterministic replay.
#pragma warning disable CS0649 // fields that are only written from elsewhere
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeSkipinitAttack;

public sealed class UnsafeSkipinitStrategy : Strategy
{
    private struct Block
    {
        public long A, B, C, D, E, F, G, H;

        public readonly long Sum => A ^ B ^ C ^ D ^ E ^ F ^ G ^ H;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Unsafe.SkipInit(out Block block);
        Act(block.Sum);
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
