// Abuses: an immutable set of objects without own hash: ordered by identity hash.
// Harm: which of two own helpers comes first depends on the runtime.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.ObjectKeysInHashOrderAttack;

public sealed class ObjectKeysInHashOrderStrategy : Attacker
{
    private sealed class Leg(long side)
    {
        public long Side => side;
    }

    private readonly ImmutableHashSet<Leg> _legs = [new Leg(1), new Leg(2), new Leg(3), new Leg(4)];

    public override void OnBook(in BookEvent bookEvent) => Act(_legs.First().Side);
}
