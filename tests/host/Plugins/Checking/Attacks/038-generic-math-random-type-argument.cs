// Abuses: the forbidden type appears only as a type argument of an own generic class with a new() constraint.
// Harm: `new T()` makes a System.Random; its virtual GetHashCode and a covariant view make it usable.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GenericMathRandomTypeArgumentAttack;

public sealed class GenericMathRandomTypeArgumentStrategy : Strategy
{
    private sealed class Source<T> where T : class, new()
    {
        private readonly List<T> _made = [];

        public long Next()
        {
            _made.Clear();
            _made.Add(new T());
            return _made[0].GetHashCode();
        }
    }

    private readonly Source<Random> _source = new();

    public override void OnBook(in BookEvent bookEvent) => Act(_source.Next());

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
