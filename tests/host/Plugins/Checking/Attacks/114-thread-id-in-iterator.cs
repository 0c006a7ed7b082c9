// Abuses: the compiler itself puts Environment.CurrentManagedThreadId into every iterator, so a check may allow it in iterator classes.
// Harm: here the source calls it in MoveNext: the thread's number, another one in a backtest, decides.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ThreadIdInIteratorAttack;

public sealed class ThreadIdInIteratorStrategy : Attacker
{
    private IEnumerable<int> Steps()
    {
        int thread = Environment.CurrentManagedThreadId;
        for (int step = 0; step < 4; step++) { yield return thread + step; }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach (int step in Steps()) { Act(step); }
    }
}
