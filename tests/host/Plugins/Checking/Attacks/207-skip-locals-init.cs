// Abuses: the attribute SkipLocalsInit: the code itself is safe, but stackalloc and locals keep what the stack held.
// Harm: noise in an order's tag and price.
// Build with: -p:AllowUnsafeBlocks=true
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

[module: SkipLocalsInit]

namespace Attacks.SkipLocalsInitAttack;

public sealed class SkipLocalsInitStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Span<long> dirty = stackalloc long[64];
        long sum = 0;
        foreach (long value in dirty) { sum += value; }
        Act(sum);
    }
}
