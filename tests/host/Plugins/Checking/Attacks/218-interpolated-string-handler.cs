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

public sealed class InterpolatedStringHandlerStrategy : Attacker
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
}
