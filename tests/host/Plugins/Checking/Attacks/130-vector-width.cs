// Abuses: Vector<double>: the number of lanes is the machine's, and so is the order of the additions.
// Harm: a sum with other last bits on a machine with AVX-512 or on ARM.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.VectorWidthAttack;

public sealed class VectorWidthStrategy : Attacker
{
    private readonly double[] _returns = new double[64];

    public override void OnBook(in BookEvent bookEvent)
    {
        _returns[(int)(Context.TimeNs & 63)] = bookEvent.Price.ToDouble() / 3;
        Vector<double> sum = Vector<double>.Zero;
        for (int index = 0; index < _returns.Length; index += Vector<double>.Count) { sum += new Vector<double>(_returns, index); }
        Act(BitConverter.DoubleToInt64Bits(Vector.Sum(sum)));
    }
}
