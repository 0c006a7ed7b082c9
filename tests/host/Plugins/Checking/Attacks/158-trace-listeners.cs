// Abuses: Trace.Listeners is one list for the process; a derived listener gets everybody's messages.
// Harm: strategy code runs in the host's tracing, and can throw there.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.TraceListenersAttack;

public sealed class TraceListenersStrategy : Strategy
{
    private sealed class Ear(Action<string?> hear) : TraceListener
    {
        public override void Write(string? message) => hear(message);

        public override void WriteLine(string? message) => hear(message);
    }

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Trace.Listeners.Clear();
        Trace.Listeners.Add(new Ear(message => Act(message?.Length ?? 0)));
    }

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
