// Abuses: the order of GetFields is not promised and changes with what was looked at before; handles are addresses.
// Harm: "the first field" is another one in another process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemberOrderAttack;

public sealed class MemberOrderStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(typeof(NewOrder).GetProperties()[0].Name.Length + typeof(Price).TypeHandle.Value + typeof(OrderUpdate).MetadataToken);

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
