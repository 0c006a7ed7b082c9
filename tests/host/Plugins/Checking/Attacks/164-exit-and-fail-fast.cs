// Abuses: Environment.Exit, Environment.FailFast and Process.Kill on itself.
// Harm: ends the process.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExitAndFailFastAttack;

public sealed class ExitAndFailFastStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        if (bookEvent.Quantity.Raw > 1_000_000) { Environment.FailFast("done"); }
        if (bookEvent.Quantity.Raw > 900_000) { Environment.Exit(0); }
        if (bookEvent.Quantity.Raw > 800_000) { Process.GetCurrentProcess().Kill(); }
        Act(1);
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
