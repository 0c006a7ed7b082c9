// Abuses: asks the processor what it can do: IsSupported and IsHardwareAccelerated are JIT constants, no calls at run time.
// Harm: two code paths with other rounding.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.IntrinsicsSupportedAttack;

public sealed class IntrinsicsSupportedStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        double x = bookEvent.Price.ToDouble();
        double y = Fma.IsSupported ? Fma.MultiplyAdd(Vector128.Create(x), Vector128.Create(0.1), Vector128.Create(0.3)).ToScalar() : x * 0.1 + 0.3;
        Act(BitConverter.DoubleToInt64Bits(y) + (Vector512.IsHardwareAccelerated ? 1 : 0));
    }
}
