// Abuses: System.ComponentModel.Component has a finalizer that calls the virtual Dispose(false).
// Harm: a second thread changes the state at the moment of a collection: other orders in every run.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinalizerInheritedComponentAttack;

public sealed class FinalizerInheritedComponentStrategy : Attacker
{
    private sealed class Canary(FinalizerInheritedComponentStrategy owner) : Component
    {
        protected override void Dispose(bool disposing) => owner._collections++;
    }

    private long _collections;
    private Canary? _canary;

    public override void OnBook(in BookEvent bookEvent)
    {
        _canary = new Canary(this);
        Act(_collections);
    }
}
