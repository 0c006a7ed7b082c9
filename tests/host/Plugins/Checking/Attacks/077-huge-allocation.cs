// Abuses: an array of 16 GB in the constructor.
// Harm: the process is killed for memory, or everything else is paged out.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.HugeAllocationAttack;

public sealed class HugeAllocationStrategy : Attacker
{
    private readonly long[][] _history = [new long[1 << 30], new long[1 << 30]];

    public override void OnBook(in BookEvent bookEvent)
    {
        Array.Fill(_history[0], bookEvent.Price.Raw);
        Act(_history.Length);
    }
}
