// Abuses: catches whatever the engine throws to stop a callback ("has done too much already") and simply goes on.
// Harm: a callback that never ends, although each call is refused.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SwallowAndGoOnAttack;

public sealed class SwallowAndGoOnStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        for (int instrument = 1; ; instrument = instrument % Context.InstrumentCount + 1)
        {
            try
            {
                Context.Subscribe(new InstrumentId(instrument));
                Context.SetTimer(instrument, Context.TimeNs);
                _n++;
            }
            catch
            {
                _n--;
            }
        }
    }
}
