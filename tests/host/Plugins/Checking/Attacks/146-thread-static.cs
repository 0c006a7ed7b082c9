// Abuses: a ThreadStatic field: per thread, so "not shared" in a test with threads; all slots run on one hot thread.
// Harm: one slot's events count in another's decisions; not saved.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ThreadStaticAttack;

public sealed class ThreadStaticStrategy : Attacker
{
    [ThreadStatic]
    private static long t_events;

    public override void OnBook(in BookEvent bookEvent) => Act(++t_events);
}
