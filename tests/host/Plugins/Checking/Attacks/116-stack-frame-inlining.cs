// Abuses: StackFrame and Assembly.GetCallingAssembly: which frames exist depends on inlining.
// Harm: changes when the JIT moves a method to the next tier, in the middle of a day.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StackFrameInliningAttack;

public sealed class StackFrameInliningStrategy : Strategy
{
    private static int Frames() => new StackTrace().FrameCount + Assembly.GetCallingAssembly().GetHashCode();

    public override void OnBook(in BookEvent bookEvent) => Act(Frames());

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
