// Abuses: SpinWait: NextSpinWillYield depends on the number of processors, SpinUntil reads a clock.
// Harm: machine and time decide; the hot thread yields.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SpinUntilAttack;

public sealed class SpinUntilStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        SpinWait spin = default;
        while (!spin.NextSpinWillYield) { spin.SpinOnce(); }
        Act(spin.Count + (SpinWait.SpinUntil(() => _n < 0, 1) ? 1 : 0));
    }
}
