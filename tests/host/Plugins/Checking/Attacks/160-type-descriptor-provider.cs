// Abuses: TypeDescriptor.AddProvider and AddAttributes change how a type of everybody is described.
// Harm: converters of the base types (long, Price) are the strategy's code, in the host as well.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TypeDescriptorProviderAttack;

public sealed class TypeDescriptorProviderStrategy : Strategy
{
    private sealed class Provider : TypeDescriptionProvider
    {
        public override ICustomTypeDescriptor? GetTypeDescriptor(Type objectType, object? instance) => throw new InvalidOperationException();
    }

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        TypeDescriptor.AddProvider(new Provider(), typeof(Instrument));
        TypeDescriptor.AddAttributes(typeof(Price), new DescriptionAttribute("x"));
    }

    public override void OnBook(in BookEvent bookEvent) => Act(1);

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
