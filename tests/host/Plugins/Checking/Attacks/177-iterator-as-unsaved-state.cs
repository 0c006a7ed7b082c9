// Abuses: an iterator kept in an instance field: its position is state, but no Save can write it.
// Harm: after a swap, recovery or snapshot the sequence begins anew. Honest authors do this; the replay proof must find it.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.IteratorAsUnsavedStateAttack;

public sealed class IteratorAsUnsavedStateStrategy : Attacker
{
    private readonly IEnumerator<int> _schedule;

    public IteratorAsUnsavedStateStrategy() => _schedule = Schedule().GetEnumerator();

    private static IEnumerable<int> Schedule()
    {
        for (int slice = 1; ; slice = slice * 7 % 101) { yield return slice; }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        _schedule.MoveNext();
        Act(_schedule.Current);
    }
}
