// Abuses: __makeref, __refvalue and __reftype without any reflection: opcodes mkrefany, refanyval and refanytype.
// Harm: the handle of a type, an address, becomes part of the state; a reference to a field that outlives all checks of the compiler.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.RefvalueOnlyAttack;

public sealed class RefvalueOnlyStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        TypedReference reference = __makeref(_n);
        __refvalue(reference, long) += 1;
        Act(__reftype(reference).TypeHandle.Value);
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
