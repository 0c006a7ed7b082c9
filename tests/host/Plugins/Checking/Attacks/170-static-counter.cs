// Abuses: the plain static field.
// Harm: baseline: two slots of one version count together, and Save does not carry it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticCounterAttack;

public sealed class StaticCounterStrategy : Attacker
{
    private static long s_events;

    public override void OnBook(in BookEvent bookEvent) => Act(++s_events);
}
