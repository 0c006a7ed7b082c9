// Abuses: stackalloc into a span with a length from the market: safe C#, no unsafe keyword.
// Harm: a stack overflow at the first large order.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackallocHugeAttack;

public sealed class StackallocHugeStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Span<long> path = stackalloc long[(int)Math.Min(bookEvent.Quantity.Raw * 10_000, 100_000_000)];
        path.Clear();
        Act(path.Length);
    }
}
