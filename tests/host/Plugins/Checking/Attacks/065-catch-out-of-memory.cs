// Abuses: plain `new` of a large array in a try block, no clock and no GC class.
// Harm: how much memory the machine, or the container, has decides about the order.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CatchOutOfMemoryAttack;

public sealed class CatchOutOfMemoryStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        int gigabytes = 0;
        try
        {
            for (; gigabytes < 64; gigabytes++) { _keep.Add(new long[128 << 20]); }
        }
        catch (OutOfMemoryException)
        {
            _keep.Clear();
        }

        Act(gigabytes);
    }

    private readonly List<long[]> _keep = [];
}
