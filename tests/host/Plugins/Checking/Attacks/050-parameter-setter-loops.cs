// Abuses: the setter of a parameter is strategy code that the host calls when an operator changes a value.
// Harm: a legal value never comes back from the setter; and half of the parameters are set.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ParameterSetterLoopsAttack;

public sealed class ParameterSetterLoopsStrategy : Strategy
{
    private long _width = 8;

    [Parameter("width", Min = 1, Max = 1000)]
    public long Width
    {
        get => _width;
        set
        {
            while (value % 8 != 0) { value += 2; }
            _width = value;
        }
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Width);

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
