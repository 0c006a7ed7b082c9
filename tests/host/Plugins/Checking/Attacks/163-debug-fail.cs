// Abuses: Debug.Assert with DEBUG defined in the file, and Trace.Assert, which release builds keep.
// Harm: a failed assertion without a debugger is Environment.FailFast: all slots are gone.
// Kind: hurts another slot or the process.
#define DEBUG
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DebugFailAttack;

public sealed class DebugFailStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Debug.Assert(bookEvent.Price.Raw > 0, "a delete message has price 0");
        Trace.Assert(bookEvent.Quantity.Raw > 0);
        Act(1);
    }
}
