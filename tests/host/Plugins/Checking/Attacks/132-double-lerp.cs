// Abuses: double.Lerp looks like plain arithmetic; it is a multiply-add estimate, fused where the processor has it.
// Harm: other last bits on another processor.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.DoubleLerpAttack;

public sealed class DoubleLerpStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(BitConverter.DoubleToInt64Bits(double.Lerp(bookEvent.Price.ToDouble(), 1.0 / 3, 0.1)
            + double.MultiplyAddEstimate(bookEvent.Price.ToDouble(), 0.1, 0.3)));
}
