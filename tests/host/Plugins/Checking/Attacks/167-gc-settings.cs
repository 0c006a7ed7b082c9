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

public sealed class GcSettingsStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.AddMemoryPressure(1L << 40);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Act(1);
    }
}
