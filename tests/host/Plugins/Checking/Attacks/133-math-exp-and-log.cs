// Abuses: nothing: a pricing formula with Math.Exp, Math.Log and Math.Pow, as every quant writes it.
// Harm: the C library's functions: other last bits elsewhere. The refusal should name DeterministicMath.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MathExpAndLogAttack;

public sealed class MathExpAndLogStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        double spot = bookEvent.Price.ToDouble();
        double forward = spot * Math.Exp(0.05 * 0.25);
        Act((long)((Math.Log(forward / 100) + Math.Pow(spot, 0.3)) * 1e12));
    }
}
