// Abuses: a CancellationTokenSource with a delay is a timer that is read like a flag.
// Harm: real time decides, and a callback can be registered that runs on a pool thread.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.CancellationClockAttack;

public sealed class CancellationClockStrategy : Attacker
{
    private readonly CancellationTokenSource _source = new(TimeSpan.FromSeconds(5));

    public override void OnBook(in BookEvent bookEvent) => Act(_source.IsCancellationRequested ? 1 : 2);
}
