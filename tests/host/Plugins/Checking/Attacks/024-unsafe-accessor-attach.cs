// Abuses: UnsafeAccessor on the SDK's own internals: field _context and method Attach of Strategy.
// Harm: takes a context and gives it to any other strategy object: a hidden one here, another slot's with a reference to it.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.UnsafeAccessorAttachAttack;

public sealed class UnsafeAccessorAttachStrategy : Strategy
{
    private sealed class Hidden : Strategy
    {
        public void Trade() => Context.Send(NewOrder.Limit(new InstrumentId(1), Side.Buy, new Price(Price.Scale), 100));

        public override void Save(ref StateWriter writer) { }

        public override void Restore(ref StateReader reader) { }
    }

    private readonly Hidden _hidden = new();

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_context")]
    private static extern ref StrategyContext? ContextOf(Strategy strategy);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Attach")]
    private static extern void Attach(Strategy strategy, StrategyContext context);

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Attach(_hidden, ContextOf(this)!);
    }

    public override void OnBook(in BookEvent bookEvent) => _hidden.Trade();

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
