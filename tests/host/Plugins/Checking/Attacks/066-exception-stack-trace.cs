// Abuses: the text of a caught exception's stack trace.
// Harm: inlining, tiering and the host's frames are in it: other text, other length, in another process.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionStackTraceAttack;

public sealed class ExceptionStackTraceStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            _ = Context.Instrument(new InstrumentId(int.MaxValue));
        }
        catch (Exception exception)
        {
            Act(exception.StackTrace?.Length ?? 0);
        }
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
