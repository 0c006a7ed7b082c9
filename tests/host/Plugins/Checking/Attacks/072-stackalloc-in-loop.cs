// Abuses: a small stackalloc inside a loop: the stack grows with each turn until the method returns.
// Harm: a stack overflow after some thousands of messages in one packet.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackallocInLoopAttack;

public sealed class StackallocInLoopStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        long sum = 0;
        for (int index = 0; index < 100_000; index++)
        {
#pragma warning disable CA2014
            Span<byte> buffer = stackalloc byte[128];
#pragma warning restore CA2014
            buffer[0] = (byte)index;
            sum += buffer[0];
        }

        Act(sum);
    }
}
