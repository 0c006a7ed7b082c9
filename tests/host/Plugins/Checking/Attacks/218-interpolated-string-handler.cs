// Abuses: an own interpolated-string handler that hides DefaultInterpolatedStringHandler and a culture of the thread.
// Harm: the compiler writes the calls; a formatted double depends on the thread's culture, its buffer comes from the shared pool.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InterpolatedStringHandlerAttack;

public sealed class InterpolatedStringHandlerStrategy : Strategy
{
    [InterpolatedStringHandler]
    private ref struct Line(int literal, int holes)
    {
        private DefaultInterpolatedStringHandler _inner = new(literal, holes, CultureInfo.CurrentCulture);

        public void AppendLiteral(string text) => _inner.AppendLiteral(text);

        public void AppendFormatted<T>(T value, string? format = null) => _inner.AppendFormatted(value, format);

        public long Length() => _inner.ToStringAndClear().IndexOf(',');
    }

    private static long Measure(Line line) => line.Length();

    public override void OnBook(in BookEvent bookEvent) => Act(Measure($"{bookEvent.Price.ToDouble():N3} at {0.5}"));

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
