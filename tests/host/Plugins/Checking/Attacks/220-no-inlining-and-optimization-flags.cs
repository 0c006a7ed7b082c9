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

public sealed class NoInliningAndOptimizationFlagsStrategy : Attacker
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
}
