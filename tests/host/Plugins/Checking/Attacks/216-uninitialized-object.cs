// Abuses: RuntimeHelpers.GetUninitializedObject and RunClassConstructor: a sealed SDK class without its constructor.
// Harm: an Instrument or TickTable with null inside; statics of other classes are run again at will.
// Kind: bypass of pre-trade risk.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UninitializedObjectAttack;

public sealed class UninitializedObjectStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var table = (TickTable)RuntimeHelpers.GetUninitializedObject(typeof(TickTable));
        RuntimeHelpers.RunClassConstructor(typeof(TickTable).TypeHandle);
        Act(table.Bands.Length + RuntimeHelpers.GetHashCode(table));
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
