// Abuses: fixed and pointer arithmetic over the end of an array.
// Harm: reads and writes foreign heap.
// Build with: -p:AllowUnsafeBlocks=true
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PointersAttack;

public sealed unsafe class PointersStrategy : Attacker
{
    private readonly long[] _own = new long[4];

    public override void OnBook(in BookEvent bookEvent)
    {
        fixed (long* first = _own)
        {
            for (int index = -8; index < 64; index++) { _n ^= first[index]; }
            first[8] = _n;
        }

        Act(_n);
    }
}
