// Abuses: the strategy class itself has a finalizer that registers the object again and again.
// Harm: a version that was swapped out comes alive again on another thread, with its context, and sends.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinalizerOfTheStrategyAttack;

public sealed class FinalizerOfTheStrategyStrategy : Attacker
{
    ~FinalizerOfTheStrategyStrategy()
    {
        Act(1);
        GC.ReRegisterForFinalize(this);
    }

    public override void OnBook(in BookEvent bookEvent) => Act(1);
}
