// Abuses: a PriorityQueue with equal priorities: its documentation promises no order among them.
// Harm: none in one version of the runtime: the heap has no randomness. After a restore the heap's shape may differ: then ties must be saved as they lie.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PriorityQueueTiesAttack;

public sealed class PriorityQueueTiesStrategy : Attacker
{
    private readonly PriorityQueue<long, int> _queue = new(64);

    public override void OnBook(in BookEvent bookEvent)
    {
        _queue.Clear();
        for (long index = 0; index < 32; index++) { _queue.Enqueue(index, (int)(index & 1)); }
        Act(_queue.Dequeue());
    }
}
