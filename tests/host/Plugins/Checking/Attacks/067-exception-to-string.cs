// Abuses: Exception.ToString through object.ToString: no stack-trace member is named.
// Harm: frames of the host and of the JIT get into the number.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionToStringAttack;

public sealed class ExceptionToStringStrategy : Strategy
{
    public override void OnBook(in BookEvent bookEvent)
    {
        object caught = "";
        try
        {
            _ = Context.Book(new InstrumentId(-1));
        }
        catch (ArgumentOutOfRangeException exception)
        {
            caught = exception;
        }

        Act(caught.ToString()!.Length);
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
