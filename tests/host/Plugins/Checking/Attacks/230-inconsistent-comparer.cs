// Abuses: a comparison that contradicts itself (NaN-like, random-looking) for Sort and SortedSet.
// Harm: at most an InvalidOperationException or a strange order, the same every time: the own slot only.
// Kind: memory/CPU.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.InconsistentComparerAttack;

public sealed class InconsistentComparerStrategy : Attacker
{
    private readonly long[] _values = new long[1_000];
    private int _calls;

    public override void OnBook(in BookEvent bookEvent)
    {
        _values[(int)(bookEvent.OrderReference % 1_000)] = bookEvent.Price.Raw;
        Array.Sort(_values, (left, right) => (++_calls * 7919 & 3) - 1);
        Act(_values[0]);
    }
}
