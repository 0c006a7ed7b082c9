// Abuses: an iterator object kept in a static field of iterator type: its state machine's fields are the counter.
// Harm: state in a compiler-generated class that nobody saves, shared by the slots.
// Kind: hurts another slot or the process.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.StaticLambdaCacheAsStateAttack;

public sealed class StaticLambdaCacheAsStateStrategy : Attacker
{
    private static readonly IEnumerator<long> Sequence = Count().GetEnumerator();

    private static IEnumerable<long> Count()
    {
        for (long count = 1; ; count++) { yield return count; }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        Sequence.MoveNext();
        Act(Sequence.Current);
    }
}
