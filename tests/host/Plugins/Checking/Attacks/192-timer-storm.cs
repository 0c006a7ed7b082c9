// Abuses: each timer sets itself again at a time that has passed already, or at this very moment; 64 of them.
// Harm: an engine that runs due timers before the next record never gets to the next record.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TimerStormAttack;

public sealed class TimerStormStrategy : Attacker
{
    public override void OnTimer(in TimerEvent timer)
    {
        _n++;
        for (long id = 0; id < 64; id++) { Context.SetTimer(id, id % 2 == 0 ? Context.TimeNs : long.MinValue); }
    }

    public override void OnBook(in BookEvent bookEvent) => Context.SetTimer(1, 0);
}
