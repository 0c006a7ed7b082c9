// Abuses: Thread.Sleep(0), Thread.Yield and a change of the thread's priority.
// Harm: the hot thread gives its processor away.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SleepAttack;

public sealed class SleepStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        Thread.Sleep(1);
        Act(Thread.Yield() ? 1 : 2);
    }
}
