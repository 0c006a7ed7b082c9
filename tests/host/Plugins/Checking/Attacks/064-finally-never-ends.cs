// Abuses: an exception leaves the callback, but its finally block loops: the engine's handler is never reached.
// Harm: the hot thread stands; an abort by exception cannot help, finally blocks are not interrupted.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinallyNeverEndsAttack;

public sealed class FinallyNeverEndsStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            Act(checked((int)bookEvent.Price.Raw * 1_000_000));
        }
        finally
        {
            while (_n != long.MinValue) { _n |= 1; }
        }
    }
}
