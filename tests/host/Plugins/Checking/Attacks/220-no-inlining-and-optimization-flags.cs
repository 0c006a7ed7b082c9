// Abuses: MethodImpl flags NoOptimization, NoInlining and AggressiveOptimization, and a hot local with both signs of zero.
// Harm: none known: .NET does not let them change results of double arithmetic; only time. A cautious check may refuse NoOptimization.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NoInliningAndOptimizationFlagsAttack;

public sealed class NoInliningAndOptimizationFlagsStrategy : Strategy
{
    [MethodImpl(MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining)]
    private static double Slow(double x) => x * 0.1 + 0.3 - x / 3;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Fast(double x) => x * 0.1 + 0.3 - x / 3;

    public override void OnBook(in BookEvent bookEvent)
    {
        double x = bookEvent.Price.ToDouble();
        Act(BitConverter.DoubleToInt64Bits(Slow(x) - Fast(x)));
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
