// Abuses: a bisection with a tolerance below the spacing of doubles: a bug that every quant has written once.
// Harm: never ends: the hot thread, and every slot on it, stands.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.EndlessLoopAttack;

public sealed class EndlessLoopStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        double target = bookEvent.Price.ToDouble(), low = -0.9, high = 10;
        while (high - low > 1e-18)
        {
            double middle = (low + high) / 2;
            (low, high) = 100 / (1 + middle) > target ? (middle, high) : (low, middle);
        }

        Act((long)(low * 1e6));
    }
}
