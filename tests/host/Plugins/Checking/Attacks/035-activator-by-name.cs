// Abuses: Type.GetType and Activator with a name from a parameterless string; the object is used through an own base-class view.
// Harm: makes a random generator that the references of the assembly do not show.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ActivatorByNameAttack;

public sealed class ActivatorByNameStrategy : Strategy
{
    private readonly object _random = Activator.CreateInstance(Type.GetType(new string("modnaR.metsyS".Reverse().ToArray()))!)!;

    public override void OnBook(in BookEvent bookEvent) =>
        Act((int)_random.GetType().GetMethod("Next", Type.EmptyTypes)!.Invoke(_random, null)!);

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
