// Abuses: array covariance and uint[] as int[]: the CLR allows casts that the language denies.
// Harm: only ArrayTypeMismatchException on a write, in whoever gets the array: nothing but the own slot.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.VarianceAndArraysAttack;

public sealed class VarianceAndArraysStrategy : Attacker
{
    private readonly object[] _strings = new string[4];

    public override void OnBook(in BookEvent bookEvent)
    {
        var signed = (int[])(object)new uint[] { uint.MaxValue };
        _n += signed[0];
        if (bookEvent.Quantity.Raw > 100_000) { _strings[0] = bookEvent; }
        Act(_strings.Length);
    }
}
