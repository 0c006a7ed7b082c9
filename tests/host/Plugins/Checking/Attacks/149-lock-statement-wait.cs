// Abuses: lock and Monitor.Wait on an own object: legal and useless on one thread.
// Harm: Wait blocks the hot thread until a pulse that never comes, or for a real-time timeout.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LockStatementWaitAttack;

public sealed class LockStatementWaitStrategy : Attacker
{
    private readonly object _gate = new();

    public override void OnBook(in BookEvent bookEvent)
    {
        lock (_gate) { Act(Monitor.Wait(_gate, 50) ? 1 : 2); }
    }
}
