// Abuses: AsyncLocal values flow with the execution context of the hot thread, out of this slot and into the next ones.
// Harm: a channel between slots, and a change handler that runs in the host's context switches.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AsyncLocalAttack;

public sealed class AsyncLocalStrategy : Attacker
{
    private static readonly AsyncLocal<long> Flow = new(change => { if (change.ThreadContextChanged) { Thread.Sleep(1); } });

    public override void OnBook(in BookEvent bookEvent) => Act(++Flow.Value);
}
