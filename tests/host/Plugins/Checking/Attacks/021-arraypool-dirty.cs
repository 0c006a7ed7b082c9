// Abuses: ArrayPool.Shared does not clear what it hands out, and hands out what others gave back.
// Harm: reads what the engine or another slot left in the buffer; not there in a replay.
// Kind: nondeterministic replay.
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ArraypoolDirtyAttack;

public sealed class ArraypoolDirtyStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        long[] buffer = ArrayPool<long>.Shared.Rent(256);
        long sum = 0;
        foreach (long value in buffer) { sum += value; }
        ArrayPool<long>.Shared.Return(buffer);
        Act(sum);
    }
}
