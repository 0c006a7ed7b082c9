// Abuses: a method group: the clock is loaded with ldftn and never called by name.
// Harm: reads the processor's time stamp.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DelegateToClockAttack;

public sealed class DelegateToClockStrategy : Attacker
{
    private readonly Func<long> _clock = Stopwatch.GetTimestamp;

    public override void OnBook(in BookEvent bookEvent) => Act(_clock());
}
