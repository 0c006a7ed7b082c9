// Abuses: an exception with 100,000 inner ones: Exception.ToString and most loggers walk down recursively.
// Harm: a stack overflow in the host's error path: the process is gone, though the slot should only be quarantined.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionInnerChainAttack;

public sealed class ExceptionInnerChainStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Exception failure = new InvalidOperationException("0");
        for (int depth = 1; depth < 100_000; depth++) { failure = new InvalidOperationException("x", failure); }
        Act(1);
        throw failure;
    }
}
