// Abuses: a constructor that throws, and a parameter whose getter throws: both are called before the slot exists.
// Harm: an exception of the strategy's making on the loader's path; it must be a refusal with a reason and nothing else.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ConstructorThrowsAttack;

public sealed class ConstructorThrowsStrategy : Strategy
{
    public ConstructorThrowsStrategy()
    {
        if (Size < 0) { throw new ArgumentException("negative"); }
    }

    [Parameter("size")]
    public long Size
    {
        get => _n == 0 ? throw new InvalidOperationException("not ready") : _n;
        set => _n = value;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(1);

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
