// Abuses: Enumerable.Shuffle, new in .NET 10: one name among two hundred honest ones of the same class.
// Harm: legs of a basket are sent in random order.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.LinqShuffleAttack;

public sealed class LinqShuffleStrategy : Attacker
{
    private readonly int[] _legs = [1, 2, 3, 4];

    public override void OnBook(in BookEvent bookEvent)
    {
        foreach (int leg in _legs.Shuffle()) { Act(leg); }
    }
}
