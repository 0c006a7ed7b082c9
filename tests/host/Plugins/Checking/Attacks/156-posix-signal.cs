// Abuses: PosixSignalRegistration cancels SIGTERM and SIGINT for the whole process.
// Harm: the core can no longer be ended in order.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.PosixSignalAttack;

public sealed class PosixSignalStrategy : Strategy
{
    private PosixSignalRegistration? _term;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
    }

    public override void OnBook(in BookEvent bookEvent) => Act(_term is null ? 1 : 2);

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
