// Abuses: Monitor.Enter without Exit on objects that the process shares: a type, an interned string, the SDK's tick table.
// Harm: every other thread that locks the same object waits for ever; the hot thread does not notice.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LockOnSharedObjectAttack;

public sealed class LockOnSharedObjectStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Monitor.Enter(typeof(Strategy));
        Monitor.Enter(TickTable.UsEquity);
        Monitor.Enter("");
        Act(1);
    }
}
