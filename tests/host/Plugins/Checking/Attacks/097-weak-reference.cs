// Abuses: a weak reference tells whether the collector has run.
// Harm: collections come at other moments in every run.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.WeakReferenceAttack;

public sealed class WeakReferenceStrategy : Attacker
{
    private readonly WeakReference<object> _canary = new(new object());

    public override void OnBook(in BookEvent bookEvent) => Act(_canary.TryGetTarget(out _) ? 1 : 2);
}
