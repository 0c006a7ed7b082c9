// Abuses: array covariance and uint[] as int[]: the CLR allows casts that the language denies.
// Harm: only ArrayTypeMismatchException on a write, in whoever gets the array: nothing but the own slot.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.VarianceAndArraysAttack;

public sealed class VarianceAndArraysStrategy : Strategy
{
    private readonly object[] _strings = new string[4];

    public override void OnBook(in BookEvent bookEvent)
    {
        var signed = (int[])(object)new uint[] { uint.MaxValue };
        _n += signed[0];
        if (bookEvent.Quantity.Raw > 100_000) { _strings[0] = bookEvent; }
        Act(_strings.Length);
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
