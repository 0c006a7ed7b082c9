// Abuses: a P/Invoke into the C library; needs no unsafe code.
// Harm: anything the process may do; here the clock and a signal to itself.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DllimportAttack;

public sealed class DllimportStrategy : Strategy
{
    [DllImport("libc", EntryPoint = "time")]
    private static extern long Time(nint unused);

    [DllImport("libc", EntryPoint = "getpid"), SuppressGCTransition]
    private static extern int ProcessId();

    public override void OnBook(in BookEvent bookEvent) => Act(Time(0) + ProcessId());

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
