// Abuses: System.Numerics: Complex.Pow and Quaternion.Slerp are built on Math and on the vector unit.
// Harm: transcendental functions of the machine by way of innocent value types.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ComplexAndVector3Attack;

public sealed class ComplexAndVector3Strategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var x = (float)bookEvent.Price.ToDouble();
        Complex root = Complex.Pow(new Complex(x, 1), 0.37);
        Act(BitConverter.DoubleToInt64Bits(root.Phase) + BitConverter.SingleToInt32Bits(Vector3.Normalize(new Vector3(x, 2, 3)).X));
    }
}
