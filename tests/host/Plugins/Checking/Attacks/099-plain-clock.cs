// Abuses: nothing clever: DateTime.UtcNow and Environment.TickCount64 in a callback.
// Harm: the baseline; a check that lets this pass needs no other test.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PlainClockAttack;

public sealed class PlainClockStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) => Act(DateTime.UtcNow.Ticks ^ Environment.TickCount64);
}
