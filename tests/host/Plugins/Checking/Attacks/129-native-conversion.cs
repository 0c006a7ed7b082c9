// Abuses: double.ConvertToIntegerNative and other "native" or "estimate" members beside the exact ones of the same type.
// Harm: overflow and rounding as the processor likes.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.NativeConversionAttack;

public sealed class NativeConversionStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent) =>
        Act(double.ConvertToIntegerNative<int>(bookEvent.Price.ToDouble() * 1e12) + (long)double.ReciprocalSqrtEstimate(bookEvent.Price.ToDouble()));
}
