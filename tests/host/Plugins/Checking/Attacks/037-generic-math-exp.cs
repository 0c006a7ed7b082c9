// Abuses: generic math: T.Exp through IExponentialFunctions<T>; neither Math.Exp nor double.Exp is referenced.
// Harm: the C library's exp, other last bits on another machine; the bits decide about rounding to a tick.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.GenericMathExpAttack;

public sealed class GenericMathExpStrategy : Attacker
{
    private static T Softplus<T>(T x) where T : IExponentialFunctions<T>, ILogarithmicFunctions<T> => T.Log(T.One + T.Exp(x));

    public override void OnBook(in BookEvent bookEvent) =>
        Act(BitConverter.DoubleToInt64Bits(Softplus(bookEvent.Price.ToDouble() / 1000)));
}
