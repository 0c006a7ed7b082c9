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

public sealed class FinalizerInheritedComponentStrategy : Strategy
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

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    private long _n;

    private void Act(long leak)
    {
        _n = _n * 31 + leak;
        Price bid = Context.Book(new InstrumentId(1)).BestBid.Price;
        if ((_n & 1) == 0 && bid.Raw > 0)
        {
            Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, bid, 100, tag: _n & 0xFF));
        }
    }

    public override void Save(ref StateWriter writer) => writer.Write(_n);

    public override void Restore(ref StateReader reader) => _n = reader.ReadInt64();
}
