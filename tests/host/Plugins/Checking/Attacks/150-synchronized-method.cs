// Abuses: MethodImpl(Synchronized): a lock on the strategy, or on its Type for a static method, without any call.
// Harm: code of the host that locks the same object, or a second instance on another thread, waits.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SynchronizedMethodAttack;

public sealed class SynchronizedMethodStrategy : Attacker
{
    [MethodImpl(MethodImplOptions.Synchronized)]
    private static long Slow(long turns)
    {
        long sum = 0;
        for (long index = 0; index < turns; index++) { sum += index ^ turns; }
        return sum;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Slow(50_000_000));
}
