// Abuses: the collector's counters.
// Harm: what other slots and the host allocate decides about this one's orders.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GcCountersAttack;

public sealed class GcCountersStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(GC.CollectionCount(0) + GC.GetAllocatedBytesForCurrentThread() + GC.GetTotalMemory(false) + GC.GetTotalPauseDuration().Ticks);
}
