// Abuses: an object reference over a long: valid C#, but the runtime throws TypeLoadException when the type is first used.
// Harm: a check or preparer that is not ready for it dies in the middle of a load, or the slot dies on the hot thread.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.OverlapObjectWithLongAttack;

public sealed class OverlapObjectWithLongStrategy : Strategy
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Broken
    {
        [FieldOffset(0)] public object? Reference;
        [FieldOffset(0)] public long Address;
    }

    public override void OnBook(in BookEvent bookEvent) => Act(Read());

    private long Read()
    {
        Broken broken = default;
        broken.Reference = this;
        return broken.Address;
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
