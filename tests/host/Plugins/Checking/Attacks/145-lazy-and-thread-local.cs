// Abuses: ThreadLocal and Lazy: values that belong to the thread and not to the slot, and locks that block.
// Harm: all slots of the version on the hot thread share one value; a rehearsal, on another thread, sees another.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LazyAndThreadLocalAttack;

public sealed class LazyAndThreadLocalStrategy : Attacker
{
    private static readonly ThreadLocal<long[]> Shared = new(() => new long[1]);

    public override void OnBook(in BookEvent bookEvent) => Act(++Shared.Value![0]);
}
