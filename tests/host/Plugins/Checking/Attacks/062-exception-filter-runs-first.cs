// Abuses: exception filters run before any finally and before the stack unwinds: between the throw and the engine's undo.
// Harm: the filter sends orders for a callback that has failed already, and answers false; a second set leaves with every failure.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionFilterRunsFirstAttack;

public sealed class ExceptionFilterRunsFirstStrategy : Strategy
{
    private bool Also(Exception exception)
    {
        Act(exception.Message.Length);
        return false;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        try
        {
            throw new InvalidOperationException("over");
        }
        catch (Exception exception) when (Also(exception))
        {
            Act(0);
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
