// Abuses: MathF and the static members of float and Half instead of Math.
// Harm: the same C library, in single precision.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.FloatFunctionsAttack;

public sealed class FloatFunctionsStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var x = (float)bookEvent.Price.ToDouble();
        Act(BitConverter.SingleToInt32Bits(MathF.Tanh(x / 1000) + float.SinPi(x) + (float)Half.Cbrt((Half)x)));
    }
}
