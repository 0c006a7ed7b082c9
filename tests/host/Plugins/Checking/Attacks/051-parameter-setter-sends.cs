// Abuses: the setter of a parameter sends orders and logs, outside of every callback.
// Harm: orders that belong to no callback: not undone when it throws, and perhaps not at the same record in a replay.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ParameterSetterSendsAttack;

public sealed class ParameterSetterSendsStrategy : Strategy
{
    private Quantity _size = 100;

    [Parameter("size", Min = 1, Max = 10_000)]
    public Quantity Size
    {
        get => _size;
        set
        {
            _size = value;
            if (_n != 0) { Act(value.Raw); throw new InvalidOperationException("after sending"); }
        }
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Size.Raw);

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
