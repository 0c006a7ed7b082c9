// Abuses: an attribute class used as an ordinary class: DefaultValueAttribute converts a text by the type's converter.
// Harm: "12:00" becomes noon of today; the converter also loads any type by reflection.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DefaultValueAttributeAttack;

public sealed class DefaultValueAttributeStrategy : Strategy
{
    private readonly DateTime _noon = (DateTime)new DefaultValueAttribute(typeof(DateTime), "12:00").Value!;

    public override void OnBook(in BookEvent bookEvent) => Act(_noon.DayOfYear);

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
