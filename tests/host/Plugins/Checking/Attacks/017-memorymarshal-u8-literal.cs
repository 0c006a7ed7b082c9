// Abuses: the bytes of a u8 literal lie in the loaded image; a reference to them is writable.
// Harm: state in no field at all, shared by all slots of the version; on a read-only page the process dies at once.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MemorymarshalU8LiteralAttack;

public sealed class MemorymarshalU8LiteralStrategy : Strategy
{
    private static ReadOnlySpan<byte> Cell => "\0\0\0\0\0\0\0\0"u8;

    public override void OnBook(in BookEvent bookEvent)
    {
        ref byte calls = ref MemoryMarshal.GetReference(Cell);
        calls++;
        Act(calls);
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
