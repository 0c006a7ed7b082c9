// Abuses: GCSettings, GC.Collect, memory pressure and a no-GC region.
// Harm: changes the collector for all: full collections on the hot thread at the strategy's will.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GcSettingsAttack;

public sealed class GcSettingsStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.AddMemoryPressure(1L << 40);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
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
